import { httpApi, lambdaFunction, type Resources, restApi } from '../templates.ts';

/** A feature of AWS that is rejected before anything is served, rather than ignored. */
export interface UnsupportedFeature {
  readonly feature: string;
  readonly resources: Resources;
  /** Part of the error message. */
  readonly message: string;
}

const routes = {
  'GET /': { function: 'Fn' },
  'GET /p': { function: 'Fn', authorizer: 'Auth' },
};
const authorizers = { Auth: { function: 'Fn' } };
const Fn = lambdaFunction('echo');
const http = { Fn, ...httpApi({ routes, authorizers }) };
const rest = { Fn, ...restApi({ methods: routes, authorizers }) };

type Change = readonly [
  feature: string,
  id: string,
  properties: object,
  /** @default `<the property> is not emulated` */
  message?: string,
];

/** Changes properties of one resource of an API. */
function changed(api: Resources, [feature, id, properties, message]: Change): UnsupportedFeature {
  const resource = api[id] as { readonly Properties: object };
  const Properties = { ...resource.Properties, ...properties };
  return {
    feature,
    resources: { ...api, [id]: { ...resource, Properties } },
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
    'Integration0',
    { IntegrationType: 'HTTP_PROXY' },
    'IntegrationType HTTP_PROXY is not emulated',
  ],
  ['integrations with AWS services', 'Integration0', { IntegrationSubtype: 'SQS-SendMessage' }],
  [
    'parameter mapping of HTTP APIs',
    'Integration0',
    { RequestParameters: { 'overwrite:path': '/x' } },
  ],
  ['VPC links', 'Integration0', { ConnectionType: 'VPC_LINK' }, 'VPC links are not emulated'],
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
    'Fn',
    { Runtime: 'python3.13' },
    'only Node.js runtimes are emulated',
  ],
  ['container images', 'Fn', { PackageType: 'Image' }, 'container images are not emulated'],
  ['Lambda layers', 'Fn', { Layers: ['x'] }],
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
  ['API keys', 'Method0', { ApiKeyRequired: true }],
  ['request validation', 'Method0', { RequestValidatorId: 'x' }],
  [
    'REST API integrations other than Lambda proxy and constant mocks',
    'Method0',
    { Integration: { Type: 'HTTP' } },
    'integrations of type HTTP are not emulated',
  ],
  [
    'mapping templates',
    'Method0',
    { Integration: { Type: 'MOCK', RequestTemplates: { a: '#set($a = 1)' } } },
    'mapping templates is not emulated',
  ],
  [
    'streamed responses',
    'Method0',
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

const webAcl = {
  Type: 'AWS::WAFv2::WebACLAssociation',
  Properties: { ResourceArn: 'arn:aws:apigateway:us-east-1::/restapis/x/stages/prod' },
};

export const unsupportedFeatures: readonly UnsupportedFeature[] = [
  ...httpChanges.map((change) => changed(http, change)),
  ...restChanges.map((change) => changed(rest, change)),
  {
    feature: 'AWS WAF',
    resources: { ...rest, WebAcl: webAcl },
    message: 'AWS WAF is not emulated',
  },
  {
    feature: 'nested stacks',
    resources: { ...http, Nested: { Type: 'AWS::CloudFormation::Stack' } },
    message: 'this type is not emulated',
  },
];
