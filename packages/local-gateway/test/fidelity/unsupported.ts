import { httpApi, lambdaFunction, type Resources, restApi } from '../templates.ts';

/** A feature of AWS that closes its own route or API. */
export interface UnsupportedFeature {
  readonly feature: string;
  /** An API with the routes `GET /good`, and `GET /bad` behind an authorizer. */
  readonly api: Resources;
  /** Whether it closes `GET /bad` or every route. */
  readonly closes: 'GET /bad' | 'every route';
  /** Part of the reason. */
  readonly message: string;
}

const routes = {
  'GET /good': { function: 'Handler' },
  'GET /bad': { function: 'Bad', authorizer: 'Auth' },
};
const authorizers = { Auth: { function: 'Authorizer' } };
const http = { ...httpApi({ routes, authorizers }), Bad: lambdaFunction('handler') };
const rest = restApi({
  methods: { ...routes, 'GET /bad': { function: 'Handler', authorizer: 'Auth' } },
  authorizers,
});

type Change = readonly [
  feature: string,
  id: string,
  properties: object,
  /** @default `<the property> is not emulated` */
  message?: string,
];

/** Changes properties of one resource of an API; those of these resources affect every route. */
function changed(api: Resources, [feature, id, properties, message]: Change): UnsupportedFeature {
  const resource = api[id] as { readonly Properties: object };
  const Properties = { ...resource.Properties, ...properties };
  return {
    feature,
    api: { ...api, [id]: { ...resource, Properties } },
    closes: ['Api', 'Stage'].includes(id) ? 'every route' : 'GET /bad',
    message: message ?? `${Object.keys(properties)[0]} is not emulated`,
  };
}

const jwt = 'JWT authorizers are not emulated';
const noEndpoint =
  'DisableExecuteApiEndpoint without a custom domain mapped to the root path is not emulated';
const streamed = {
  Type: 'AWS_PROXY',
  IntegrationHttpMethod: 'POST',
  ResponseTransferMode: 'STREAM',
};

const httpChanges: readonly Change[] = [
  ['JWT authorizers of HTTP APIs', 'Auth', { AuthorizerType: 'JWT' }, jwt],
  [
    'IAM authorization',
    'Route1',
    { AuthorizationType: 'AWS_IAM' },
    'AuthorizationType AWS_IAM is not emulated',
  ],
  ['authorization scopes of a route', 'Route1', { AuthorizationScopes: ['a'] }],
  [
    'HTTP proxy integrations of HTTP APIs',
    'Integration1',
    { IntegrationType: 'HTTP_PROXY' },
    'IntegrationType HTTP_PROXY is not emulated',
  ],
  ['integrations with AWS services', 'Integration1', { IntegrationSubtype: 'SQS-SendMessage' }],
  [
    'parameter mapping of HTTP APIs',
    'Integration1',
    { RequestParameters: { 'overwrite:path': '/x' } },
  ],
  ['VPC links', 'Integration1', { ConnectionType: 'VPC_LINK' }, 'VPC links are not emulated'],
  ['WebSocket APIs', 'Api', { ProtocolType: 'WEBSOCKET' }, 'WebSocket APIs are not emulated'],
  ['APIs from an OpenAPI document', 'Api', { Body: {} }],
  [
    'a disabled HTTP API endpoint without a custom domain at its root',
    'Api',
    { DisableExecuteApiEndpoint: true },
    noEndpoint,
  ],
  [
    'runtimes other than Node.js',
    'Bad',
    { Runtime: 'python3.13' },
    'only Node.js runtimes are emulated',
  ],
  ['container images', 'Bad', { PackageType: 'Image' }, 'container images are not emulated'],
  ['Lambda layers', 'Bad', { Layers: ['x'] }],
  ['any unknown property of a supported resource', 'Stage', { SomethingNew: 1 }],
];

const restChanges: readonly Change[] = [
  ['JWT authorizers of REST APIs', 'Auth', { Type: 'JWT' }, jwt],
  [
    'Cognito user pool authorizers',
    'Auth',
    { Type: 'COGNITO_USER_POOLS' },
    'COGNITO_USER_POOLS authorizers are not emulated',
  ],
  ['API keys', 'Method1', { ApiKeyRequired: true }],
  ['request validation', 'Method1', { RequestValidatorId: 'x' }],
  [
    'REST API integrations other than Lambda proxy and mocks',
    'Method1',
    { Integration: { Type: 'HTTP' } },
    'integrations of type HTTP are not emulated',
  ],
  [
    "mapping templates other than those of the CDK's preflight methods",
    'Method1',
    { Integration: { Type: 'MOCK', RequestTemplates: { a: '#set($a = 1)' } } },
    'mapping templates is not emulated',
  ],
  [
    'streamed responses',
    'Method1',
    { Integration: streamed },
    'streamed responses are not emulated',
  ],
  [
    'a disabled REST API endpoint without a custom domain at its root',
    'Api',
    { DisableExecuteApiEndpoint: true },
    noEndpoint,
  ],
  [
    'private REST APIs',
    'Api',
    { EndpointConfiguration: { Types: ['PRIVATE'] } },
    'private endpoints are not emulated',
  ],
  ['resource policies', 'Api', { Policy: {} }],
  ['response caching', 'Stage', { CacheClusterEnabled: true }, 'response caching is not emulated'],
  ['canary releases', 'Stage', { CanarySetting: {} }],
];

export const unsupportedFeatures: readonly UnsupportedFeature[] = [
  ...httpChanges.map((change) => changed(http, change)),
  ...restChanges.map((change) => changed(rest, change)),
  {
    feature: 'unknown resource types of API Gateway',
    api: {
      ...http,
      New: { Type: 'AWS::ApiGatewayV2::New', Properties: { ApiId: { Ref: 'Api' } } },
    },
    closes: 'every route',
    message: 'this type is not emulated',
  },
];
