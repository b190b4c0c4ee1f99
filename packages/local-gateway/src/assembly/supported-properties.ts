/**
 * The properties of a resource type that this gateway knows. Any other property is refused: it
 * might change an answer.
 */
export interface Vocabulary {
  /** Read, and acted on or refused by value. */
  readonly read: readonly string[];
  /** Known to change no answer, or none that a laptop can give. */
  readonly harmless: readonly string[];
}

/**
 * Every resource type with a say in how a request is answered.
 *
 * @see CloudFormation, "Resource and property types reference"
 */
export const vocabulary: Readonly<Record<string, Vocabulary>> = {
  'AWS::Lambda::Function': {
    read: [
      ...['Code', 'Environment', 'FunctionName', 'Handler', 'LoggingConfig', 'MemorySize'],
      ...['PackageType', 'ReservedConcurrentExecutions', 'Runtime', 'Timeout', 'Layers'],
      ...['FileSystemConfigs', 'CapacityProviderConfig', 'DurableConfig'],
    ],
    harmless: [
      ...['Architectures', 'CodeSigningConfigArn', 'DeadLetterConfig', 'Description'],
      ...['EphemeralStorage', 'KmsKeyArn', 'RecursiveLoop', 'Role', 'RuntimeManagementConfig'],
      ...['SnapStart', 'Tags', 'TracingConfig', 'VpcConfig'],
    ],
  },
  'AWS::Lambda::Permission': {
    read: ['Action', 'FunctionName', 'Principal', 'SourceArn'],
    harmless: [
      ...['EventSourceToken', 'FunctionUrlAuthType', 'InvokedViaFunctionUrl', 'PrincipalOrgID'],
      'SourceAccount',
    ],
  },
  'AWS::ApiGatewayV2::Api': {
    read: [
      'CorsConfiguration',
      'DisableExecuteApiEndpoint',
      'Name',
      'ProtocolType',
      'RouteSelectionExpression',
    ],
    harmless: [
      ...[
        'ApiKeySelectionExpression',
        'Description',
        'DisableSchemaValidation',
        'FailOnWarnings',
        'IpAddressType',
        'Tags',
        'Version',
      ],
    ],
  },
  'AWS::ApiGatewayV2::Route': {
    read: [
      ...['ApiId', 'ApiKeyRequired', 'AuthorizationScopes', 'AuthorizationType', 'AuthorizerId'],
      ...['RouteKey', 'Target'],
    ],
    harmless: ['OperationName'],
  },
  'AWS::ApiGatewayV2::Integration': {
    read: [
      ...['ApiId', 'ConnectionType', 'CredentialsArn', 'IntegrationType', 'IntegrationUri'],
      ...['PayloadFormatVersion', 'TimeoutInMillis'],
    ],
    harmless: ['Description', 'IntegrationMethod'],
  },
  'AWS::ApiGatewayV2::Authorizer': {
    read: [
      ...[
        'ApiId',
        'AuthorizerCredentialsArn',
        'AuthorizerPayloadFormatVersion',
        'AuthorizerResultTtlInSeconds',
      ],
      ...['AuthorizerType', 'AuthorizerUri', 'EnableSimpleResponses', 'IdentitySource', 'Name'],
    ],
    harmless: ['IdentityValidationExpression', 'JwtConfiguration'],
  },
  'AWS::ApiGatewayV2::Stage': {
    read: [
      ...['ApiId', 'AutoDeploy', 'DefaultRouteSettings', 'DeploymentId', 'RouteSettings'],
      ...['StageName', 'StageVariables'],
    ],
    harmless: ['AccessLogSettings', 'ClientCertificateId', 'Description', 'Tags'],
  },
  'AWS::ApiGatewayV2::Deployment': {
    read: ['ApiId', 'StageName'],
    harmless: ['Description'],
  },
  'AWS::ApiGateway::RestApi': {
    read: ['BinaryMediaTypes', 'DisableExecuteApiEndpoint', 'EndpointConfiguration', 'Name'],
    harmless: [
      ...[
        'ApiKeySourceType',
        'Description',
        'EndpointAccessMode',
        'FailOnWarnings',
        'MinimumCompressionSize',
        'SecurityPolicy',
      ],
      'Tags',
    ],
  },
  'AWS::ApiGateway::Resource': {
    read: ['ParentId', 'PathPart', 'RestApiId'],
    harmless: [],
  },
  'AWS::ApiGateway::Method': {
    read: [
      ...['ApiKeyRequired', 'AuthorizationScopes', 'AuthorizationType', 'AuthorizerId'],
      ...['HttpMethod', 'Integration', 'RequestValidatorId', 'ResourceId', 'RestApiId'],
    ],
    // Models and parameters are enforced by a request validator only, and that is refused.
    harmless: ['MethodResponses', 'OperationName', 'RequestModels', 'RequestParameters'],
  },
  'AWS::ApiGateway::Authorizer': {
    read: [
      ...['AuthorizerCredentials', 'AuthorizerResultTtlInSeconds', 'AuthorizerUri'],
      ...['IdentitySource', 'IdentityValidationExpression', 'Name', 'RestApiId', 'Type'],
    ],
    harmless: ['AuthType', 'JwtConfiguration', 'ProviderARNs'],
  },
  'AWS::ApiGateway::GatewayResponse': {
    read: ['ResponseParameters', 'ResponseTemplates', 'ResponseType', 'RestApiId', 'StatusCode'],
    harmless: [],
  },
  'AWS::ApiGateway::Stage': {
    read: [
      ...['CacheClusterEnabled', 'DeploymentId', 'MethodSettings', 'RestApiId', 'StageName'],
      'Variables',
    ],
    harmless: [
      ...['AccessLogSetting', 'CacheClusterSize', 'ClientCertificateId', 'Description'],
      ...['DocumentationVersion', 'Tags', 'TracingEnabled'],
    ],
  },
  'AWS::ApiGateway::Deployment': {
    read: ['RestApiId', 'StageName'],
    harmless: ['Description'],
  },
  'AWS::ApiGatewayV2::ApiMapping': {
    read: ['ApiId', 'ApiMappingKey'],
    harmless: ['DomainName', 'Stage'],
  },
  'AWS::ApiGateway::BasePathMapping': {
    read: ['BasePath', 'RestApiId'],
    harmless: ['DomainName', 'Stage'],
  },
  'AWS::WAFv2::WebACLAssociation': { read: ['ResourceArn'], harmless: ['WebACLArn'] },
};

/** Types of API Gateway that change nothing of what is served here: names, keys, documents. */
export const harmlessTypes: ReadonlySet<string> = new Set(
  [
    ...['Account', 'ApiKey', 'BasePathMappingV2', 'ClientCertificate'],
    ...['DocumentationPart', 'DocumentationVersion', 'DomainName', 'DomainNameAccessAssociation'],
    ...['DomainNameV2', 'Model', 'RequestValidator', 'UsagePlan', 'UsagePlanKey', 'VpcLink'],
  ]
    .map((name) => `AWS::ApiGateway::${name}`)
    .concat(['DomainName', 'RoutingRule', 'VpcLink'].map((name) => `AWS::ApiGatewayV2::${name}`)),
);
