import { httpApi, lambdaFunction, type Resources, restApi } from '../templates.ts';
import { page } from './sources.ts';

/** Something a template can ask for that is not emulated, and is refused rather than ignored. */
export interface Absence {
  readonly what: string;
  readonly source: string;
  readonly resources: Resources;
  /** Part of what is said. */
  readonly refusal: string;
}

const routes = {
  'GET /': { function: 'Fn' },
  'GET /p': { function: 'Fn', authorizer: 'Auth' },
};
const authorizers = { Auth: { function: 'Fn' } };
const http = httpApi({ routes, authorizers });
const rest = restApi({ methods: routes, authorizers });

/** The resources with some properties of one of them changed, or one added. */
function changed(resources: Resources, id: string, properties: object, type?: string): Resources {
  const resource = (resources[id] ?? { Type: type, Properties: {} }) as {
    readonly Type: string;
    readonly Properties: object;
  };
  return {
    Fn: lambdaFunction('echo'),
    ...resources,
    [id]: { ...resource, Properties: { ...resource.Properties, ...properties } },
  };
}

const Integration = (properties: object) => ({ Integration: { Type: 'AWS_PROXY', ...properties } });

/** What is absent: the suite holds that each is refused by name before anything is served. */
export const absences: readonly Absence[] = [
  {
    what: 'Native JWT authorizers of an HTTP API',
    source: 'Control access to HTTP APIs with JWT authorizers',
    resources: changed(http, 'Auth', { AuthorizerType: 'JWT' }),
    refusal: 'JWT authorizers are not emulated',
  },
  {
    what: 'Native JWT authorizers of a REST API',
    source: 'Control access to REST APIs with JWT authorizers',
    resources: changed(rest, 'Auth', { Type: 'JWT' }),
    refusal: 'JWT authorizers are not emulated',
  },
  {
    what: 'Cognito user pools as authorizer',
    source: 'Control access to REST APIs with Amazon Cognito user pools',
    resources: changed(rest, 'Auth', { Type: 'COGNITO_USER_POOLS' }),
    refusal: 'COGNITO_USER_POOLS authorizers are not emulated',
  },
  {
    what: 'IAM authorization',
    source: page.arns,
    resources: changed(http, 'Route1', { AuthorizationType: 'AWS_IAM' }),
    refusal: 'AuthorizationType AWS_IAM is not emulated',
  },
  {
    what: 'Authorization scopes of a route',
    source: 'Control access to HTTP APIs with JWT authorizers',
    resources: changed(http, 'Route1', { AuthorizationScopes: ['a'] }),
    refusal: 'AuthorizationScopes is not emulated',
  },
  {
    what: 'API keys',
    source: 'Usage plans and API keys for REST APIs',
    resources: changed(rest, 'Method0', { ApiKeyRequired: true }),
    refusal: 'ApiKeyRequired is not emulated',
  },
  {
    what: 'Request validation',
    source: 'Request validation for REST APIs',
    resources: changed(rest, 'Method0', { RequestValidatorId: 'x' }),
    refusal: 'RequestValidatorId is not emulated',
  },
  {
    what: 'HTTP proxy integrations of an HTTP API',
    source: 'Create HTTP proxy integrations for HTTP APIs',
    resources: changed(http, 'Integration0', { IntegrationType: 'HTTP_PROXY' }),
    refusal: 'IntegrationType HTTP_PROXY is not emulated',
  },
  {
    what: 'Integrations with AWS services',
    source: 'Create AWS service integrations for HTTP APIs',
    resources: changed(http, 'Integration0', { IntegrationSubtype: 'SQS-SendMessage' }),
    refusal: 'IntegrationSubtype is not emulated',
  },
  {
    what: 'Parameter mapping of an HTTP API',
    source: 'Transform API requests and responses for HTTP APIs',
    resources: changed(http, 'Integration0', { RequestParameters: { 'overwrite:path': '/x' } }),
    refusal: 'RequestParameters is not emulated',
  },
  {
    what: 'VPC links',
    source: 'Create private integrations for HTTP APIs',
    resources: changed(http, 'Integration0', { ConnectionType: 'VPC_LINK' }),
    refusal: 'VPC links are not emulated',
  },
  {
    what: 'Integrations of a REST API other than Lambda proxy and constant mocks',
    source: 'Integrations for REST APIs',
    resources: changed(rest, 'Method0', { Integration: { Type: 'HTTP' } }),
    refusal: 'integrations of type HTTP are not emulated',
  },
  {
    what: 'Mapping templates',
    source: 'Mapping templates for REST APIs',
    resources: changed(rest, 'Method0', {
      Integration: { Type: 'MOCK', RequestTemplates: { a: '#set($a = 1)' } },
    }),
    refusal: 'mapping templates is not emulated',
  },
  {
    what: 'Streamed responses',
    source: 'Stream the integration response for proxy integrations',
    resources: changed(
      rest,
      'Method0',
      Integration({ IntegrationHttpMethod: 'POST', ResponseTransferMode: 'STREAM' }),
    ),
    refusal: 'streamed responses are not emulated',
  },
  {
    what: 'WebSocket APIs',
    source: 'API Gateway WebSocket APIs',
    resources: changed(http, 'Api', { ProtocolType: 'WEBSOCKET' }),
    refusal: 'only HTTP APIs are emulated',
  },
  {
    what: 'APIs from an OpenAPI document',
    source: 'Use OpenAPI definitions for HTTP APIs',
    resources: changed(http, 'Api', { Body: {} }),
    refusal: 'Body is not emulated',
  },
  {
    what: 'A switched-off execute-api endpoint without a custom domain at the root',
    source: 'Disable the default endpoint',
    resources: changed(http, 'Api', { DisableExecuteApiEndpoint: true }),
    refusal:
      'DisableExecuteApiEndpoint without a custom domain that leads to its root is not emulated',
  },
  {
    what: 'The same of a REST API',
    source: 'Disable the default endpoint for REST APIs',
    resources: changed(rest, 'Api', { DisableExecuteApiEndpoint: true }),
    refusal:
      'DisableExecuteApiEndpoint without a custom domain that leads to its root is not emulated',
  },
  {
    what: 'Private REST APIs',
    source: 'Private REST APIs in API Gateway',
    resources: changed(rest, 'Api', { EndpointConfiguration: { Types: ['PRIVATE'] } }),
    refusal: 'private endpoints are not emulated',
  },
  {
    what: 'Resource policies',
    source: 'Control access to a REST API with resource policies',
    resources: changed(rest, 'Api', { Policy: {} }),
    refusal: 'Policy is not emulated',
  },
  {
    what: 'Caching of responses',
    source: 'Cache settings for REST APIs',
    resources: changed(rest, 'Stage', { CacheClusterEnabled: true }),
    refusal: 'caching of responses is not emulated',
  },
  {
    what: 'Canary releases',
    source: 'Set up a canary release deployment',
    resources: changed(rest, 'Stage', { CanarySetting: {} }),
    refusal: 'CanarySetting is not emulated',
  },
  {
    what: 'AWS WAF',
    source: 'Use AWS WAF to protect your REST APIs',
    resources: changed(
      rest,
      'Waf',
      { ResourceArn: 'arn:aws:apigateway:us-east-1::/restapis/x/stages/prod' },
      'AWS::WAFv2::WebACLAssociation',
    ),
    refusal: 'AWS WAF in front of an API is not emulated',
  },
  {
    what: 'Functions in other languages than Node.js',
    source: 'Lambda: Lambda runtimes',
    resources: { ...http, Fn: lambdaFunction('echo', { Runtime: 'python3.13' }) },
    refusal: 'only Node.js functions run here',
  },
  {
    what: 'Functions in container images',
    source: 'Lambda: Create a Lambda function using a container image',
    resources: { ...http, Fn: lambdaFunction('echo', { PackageType: 'Image' }) },
    refusal: 'container images are not emulated',
  },
  {
    what: 'Layers',
    source: 'Lambda: Managing Lambda dependencies with layers',
    resources: { ...http, Fn: lambdaFunction('echo', { Layers: ['x'] }) },
    refusal: 'Layers is not emulated',
  },
  {
    what: 'Nested stacks',
    source: 'CloudFormation: Embed stacks within other stacks',
    resources: {
      ...http,
      Fn: lambdaFunction('echo'),
      Nested: { Type: 'AWS::CloudFormation::Stack' },
    },
    refusal: 'this type is not emulated',
  },
  {
    what: 'Any property of these resources that is not known here',
    source: 'CloudFormation: Resource and property types reference',
    resources: changed(http, 'Stage', { SomethingNew: 1 }),
    refusal: 'SomethingNew is not emulated',
  },
];
