/** The known properties of a resource type. Any other one might change a response. */
export interface SupportedProperties {
  /** Emulated, or rejected for some values. */
  readonly read: readonly string[];
  /** Without an effect on a response, or on one that a local gateway can give. */
  readonly ignored: readonly string[];
}

/**
 * The resource types that have an effect on responses.
 *
 * @see CloudFormation, "Resource and property types reference"
 */
export const supportedProperties: Readonly<Record<string, SupportedProperties>> = {
  'AWS::Lambda::Function': properties(
    `Code Environment FunctionName Handler LoggingConfig MemorySize PackageType
    ReservedConcurrentExecutions Runtime Timeout Layers FileSystemConfigs CapacityProviderConfig
    DurableConfig`,
    `Architectures CodeSigningConfigArn DeadLetterConfig Description EphemeralStorage KmsKeyArn
    RecursiveLoop Role RuntimeManagementConfig SnapStart Tags TracingConfig VpcConfig`,
  ),
  'AWS::Lambda::Permission': properties(
    'Action FunctionName Principal SourceArn',
    'EventSourceToken FunctionUrlAuthType InvokedViaFunctionUrl PrincipalOrgID SourceAccount',
  ),
  'AWS::ApiGatewayV2::Api': properties(
    'CorsConfiguration DisableExecuteApiEndpoint Name ProtocolType RouteSelectionExpression',
    `ApiKeySelectionExpression Description DisableSchemaValidation FailOnWarnings IpAddressType Tags
    Version`,
  ),
  'AWS::ApiGatewayV2::Route': properties(
    `ApiId ApiKeyRequired AuthorizationScopes AuthorizationType AuthorizerId RouteKey Target`,
    'OperationName',
  ),
  'AWS::ApiGatewayV2::Integration': properties(
    `ApiId ConnectionType CredentialsArn IntegrationType IntegrationUri PayloadFormatVersion
    TimeoutInMillis`,
    'Description IntegrationMethod',
  ),
  'AWS::ApiGatewayV2::Authorizer': properties(
    `ApiId AuthorizerCredentialsArn AuthorizerPayloadFormatVersion AuthorizerResultTtlInSeconds
    AuthorizerType AuthorizerUri EnableSimpleResponses IdentitySource Name`,
    'IdentityValidationExpression JwtConfiguration',
  ),
  'AWS::ApiGatewayV2::Stage': properties(
    `ApiId AutoDeploy DefaultRouteSettings DeploymentId RouteSettings StageName StageVariables`,
    'AccessLogSettings ClientCertificateId Description Tags',
  ),
  'AWS::ApiGatewayV2::Deployment': properties('ApiId StageName', 'Description'),
  'AWS::ApiGateway::RestApi': properties(
    `BinaryMediaTypes DisableExecuteApiEndpoint EndpointConfiguration MinimumCompressionSize
    Name`,
    'ApiKeySourceType Description EndpointAccessMode FailOnWarnings SecurityPolicy Tags',
  ),
  'AWS::ApiGateway::Resource': properties('ParentId PathPart RestApiId', ''),
  'AWS::ApiGateway::Method': properties(
    `ApiKeyRequired AuthorizationScopes AuthorizationType AuthorizerId HttpMethod Integration
    RequestValidatorId ResourceId RestApiId`,
    // Only a request validator enforces models and parameters, and that is rejected.
    'MethodResponses OperationName RequestModels RequestParameters',
  ),
  'AWS::ApiGateway::Authorizer': properties(
    `AuthorizerCredentials AuthorizerResultTtlInSeconds AuthorizerUri IdentitySource
    IdentityValidationExpression Name RestApiId Type`,
    'AuthType JwtConfiguration ProviderARNs',
  ),
  'AWS::ApiGateway::GatewayResponse': properties(
    'ResponseParameters ResponseTemplates ResponseType RestApiId StatusCode',
    '',
  ),
  'AWS::ApiGateway::Stage': properties(
    'CacheClusterEnabled DeploymentId MethodSettings RestApiId StageName Variables',
    `AccessLogSetting CacheClusterSize ClientCertificateId Description DocumentationVersion Tags
    TracingEnabled`,
  ),
  'AWS::ApiGateway::Deployment': properties('RestApiId StageName', 'Description'),
  'AWS::ApiGatewayV2::ApiMapping': properties('ApiId ApiMappingKey', 'DomainName Stage'),
  'AWS::ApiGateway::BasePathMapping': properties('BasePath RestApiId', 'DomainName Stage'),
  'AWS::WAFv2::WebACLAssociation': properties('ResourceArn', 'WebACLArn'),
};

/** Types of API Gateway without an effect on responses: names, keys, documentation. */
const ignoredTypes: ReadonlySet<string> = new Set([
  ...names(
    `Account ApiKey BasePathMappingV2 ClientCertificate DocumentationPart DocumentationVersion
    DomainName DomainNameAccessAssociation DomainNameV2 Model RequestValidator UsagePlan
    UsagePlanKey VpcLink`,
  ).map((name) => `AWS::ApiGateway::${name}`),
  ...names('DomainName RoutingRule VpcLink').map((name) => `AWS::ApiGatewayV2::${name}`),
]);

/** Tells whether resources of a type might change a response, also where they are not emulated. */
export function affectsResponses(type: string): boolean {
  if (supportedProperties[type] !== undefined) return true;
  const isOfApis = /^AWS::(ApiGateway|ApiGatewayV2|Serverless|CloudFormation::Stack)\b/.test(type);
  return isOfApis && !ignoredTypes.has(type);
}

function properties(read: string, ignored: string): SupportedProperties {
  return { read: names(read), ignored: names(ignored) };
}

function names(text: string): readonly string[] {
  return text.split(/\s+/).filter((name) => name !== '');
}
