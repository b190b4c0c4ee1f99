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
const http = httpApi({ routes, authorizers });
const rest = restApi({ methods: routes, authorizers });

/** A feature that properties of one resource select; the message names it as not emulated. */
function properties(
  feature: string,
  api: Resources,
  id: string,
  changed: object,
  what = Object.keys(changed)[0],
): UnsupportedFeature {
  const resource = api[id] as { readonly Properties: object };
  const Properties = { ...resource.Properties, ...changed };
  return using(feature, { ...api, [id]: { ...resource, Properties } }, `${what} is not emulated`);
}

/** A feature that an additional or replaced resource selects. */
function using(feature: string, resources: Resources, message: string): UnsupportedFeature {
  return { feature, resources: { Fn: lambdaFunction('echo'), ...resources }, message };
}

const runtime = (feature: string, changed: object, message: string): UnsupportedFeature =>
  using(feature, { ...http, Fn: lambdaFunction('echo', changed) }, message);
const plural = (one: UnsupportedFeature, message: string): UnsupportedFeature => ({
  ...one,
  message,
});

const noEndpoint = 'DisableExecuteApiEndpoint without a custom domain mapped to the root path';

export const unsupportedFeatures: readonly UnsupportedFeature[] = [
  plural(
    properties('JWT authorizers of HTTP APIs', http, 'Auth', { AuthorizerType: 'JWT' }),
    'JWT authorizers are not emulated',
  ),
  plural(
    properties('JWT authorizers of REST APIs', rest, 'Auth', { Type: 'JWT' }),
    'JWT authorizers are not emulated',
  ),
  plural(
    properties('Cognito user pool authorizers', rest, 'Auth', { Type: 'COGNITO_USER_POOLS' }),
    'COGNITO_USER_POOLS authorizers are not emulated',
  ),
  properties(
    'IAM authorization',
    http,
    'Route1',
    { AuthorizationType: 'AWS_IAM' },
    'AuthorizationType AWS_IAM',
  ),
  properties('authorization scopes of a route', http, 'Route1', { AuthorizationScopes: ['a'] }),
  properties('API keys', rest, 'Method0', { ApiKeyRequired: true }),
  properties('request validation', rest, 'Method0', { RequestValidatorId: 'x' }),
  properties(
    'HTTP proxy integrations of HTTP APIs',
    http,
    'Integration0',
    { IntegrationType: 'HTTP_PROXY' },
    'IntegrationType HTTP_PROXY',
  ),
  properties('integrations with AWS services', http, 'Integration0', {
    IntegrationSubtype: 'SQS-SendMessage',
  }),
  properties('parameter mapping of HTTP APIs', http, 'Integration0', {
    RequestParameters: { 'overwrite:path': '/x' },
  }),
  plural(
    properties('VPC links', http, 'Integration0', { ConnectionType: 'VPC_LINK' }),
    'VPC links are not emulated',
  ),
  plural(
    properties(
      'REST API integrations other than Lambda proxy and constant mocks',
      rest,
      'Method0',
      {
        Integration: { Type: 'HTTP' },
      },
    ),
    'integrations of type HTTP are not emulated',
  ),
  properties(
    'mapping templates',
    rest,
    'Method0',
    { Integration: { Type: 'MOCK', RequestTemplates: { a: '#set($a = 1)' } } },
    'mapping templates',
  ),
  plural(
    properties('streamed responses', rest, 'Method0', {
      Integration: {
        Type: 'AWS_PROXY',
        IntegrationHttpMethod: 'POST',
        ResponseTransferMode: 'STREAM',
      },
    }),
    'streamed responses are not emulated',
  ),
  plural(
    properties('WebSocket APIs', http, 'Api', { ProtocolType: 'WEBSOCKET' }),
    'WebSocket APIs are not emulated',
  ),
  properties('APIs from an OpenAPI document', http, 'Api', { Body: {} }),
  ...[http, rest].map((api, index) =>
    properties(
      `a disabled ${['HTTP', 'REST'][index]} API endpoint without a custom domain at its root`,
      api,
      'Api',
      { DisableExecuteApiEndpoint: true },
      noEndpoint,
    ),
  ),
  plural(
    properties('private REST APIs', rest, 'Api', { EndpointConfiguration: { Types: ['PRIVATE'] } }),
    'private endpoints are not emulated',
  ),
  properties('resource policies', rest, 'Api', { Policy: {} }),
  properties('response caching', rest, 'Stage', { CacheClusterEnabled: true }, 'response caching'),
  properties('canary releases', rest, 'Stage', { CanarySetting: {} }),
  using(
    'AWS WAF',
    {
      ...rest,
      Waf: {
        Type: 'AWS::WAFv2::WebACLAssociation',
        Properties: { ResourceArn: 'arn:aws:apigateway:us-east-1::/restapis/x/stages/prod' },
      },
    },
    'AWS WAF is not emulated',
  ),
  runtime(
    'runtimes other than Node.js',
    { Runtime: 'python3.13' },
    'only Node.js runtimes are emulated',
  ),
  runtime('container images', { PackageType: 'Image' }, 'container images are not emulated'),
  runtime('Lambda layers', { Layers: ['x'] }, 'Layers is not emulated'),
  using(
    'nested stacks',
    { ...http, Nested: { Type: 'AWS::CloudFormation::Stack' } },
    'this type is not emulated',
  ),
  properties('any unknown property of a supported resource', http, 'Stage', { SomethingNew: 1 }),
];
