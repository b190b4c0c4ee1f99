// What AWS sent, as recorded by AWS's own Powertools for AWS Lambda (TypeScript) on 17 June 2024:
// github.com/aws-powertools/powertools-lambda-typescript, packages/parser/tests/events, a file each
// as named below. The account is theirs. Left out are the headers that an edge-optimized endpoint
// adds (CloudFront-*, Via, X-Amz-Cf-Id): a regional one, as here, adds none.

const http = {
  rawPath: '/lambda',
  rawQueryString: '',
  routeKey: 'POST /lambda',
  version: '2.0',
  headers: {
    accept: '*/*',
    'accept-encoding': 'gzip, deflate',
    authorization: 'Bearer foo',
    'content-length': '0',
    host: 'lsw1ro4ipb.execute-api.eu-west-1.amazonaws.com',
    'user-agent': 'HTTPie/3.2.2',
    'x-amzn-trace-id': 'Root=1-66705bc7-2b4257df30cbee696ef2cf28',
    'x-forwarded-for': '15.248.3.126',
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  },
};

const httpContext = {
  accountId: '123456789012',
  apiId: 'lsw1ro4ipb',
  domainName: 'lsw1ro4ipb.execute-api.eu-west-1.amazonaws.com',
  domainPrefix: 'lsw1ro4ipb',
  http: {
    method: 'POST',
    path: '/lambda',
    protocol: 'HTTP/1.1',
    sourceIp: '15.248.3.126',
    userAgent: 'HTTPie/3.2.2',
  },
  requestId: 'ZhNHJhhLjoEEPiw=',
  routeKey: 'POST /lambda',
  stage: '$default',
  time: '17/Jun/2024:15:52:39 +0000',
  timeEpoch: 1718639559080,
};

/** apigw-http/authorizer-request.json */
export const httpAuthorizerEvent = {
  ...http,
  type: 'REQUEST',
  routeArn: 'arn:aws:execute-api:eu-west-1:123456789012:lsw1ro4ipb/$default/POST/lambda',
  identitySource: ['Bearer foo'],
  requestContext: httpContext,
};

/** apigw-http/lambda-authorizer-auth.json */
export const httpIntegrationEvent = {
  ...http,
  requestContext: { ...httpContext, authorizer: { lambda: null } },
  isBase64Encoded: false,
};

const restHeaders = {
  Accept: '*/*',
  'Accept-Encoding': 'gzip, deflate',
  Authorization: 'Bearer foo',
  Host: 'puhdx84jy9.execute-api.eu-west-1.amazonaws.com',
  'User-Agent': 'HTTPie/3.2.2',
  'X-Amzn-Trace-Id': 'Root=1-66704db9-6136092d02f4e3424fe2ce95',
  'X-Forwarded-For': '15.248.3.126',
  'X-Forwarded-Port': '443',
  'X-Forwarded-Proto': 'https',
};

const restContext = {
  resourceId: 'nmnny7',
  resourcePath: '/lambda',
  httpMethod: 'POST',
  extendedRequestId: 'ZhEVGHTzDoEEB2A=',
  requestTime: '17/Jun/2024:14:52:41 +0000',
  path: '/prod/lambda',
  accountId: '123456789012',
  protocol: 'HTTP/1.1',
  stage: 'prod',
  domainPrefix: 'puhdx84jy9',
  requestTimeEpoch: 1718635961959,
  requestId: '3c177581-2d03-4af4-9b68-5924083f37fe',
  identity: {
    cognitoIdentityPoolId: null,
    accountId: null,
    cognitoIdentityId: null,
    caller: null,
    sourceIp: '15.248.3.126',
    principalOrgId: null,
    accessKey: null,
    cognitoAuthenticationType: null,
    cognitoAuthenticationProvider: null,
    userArn: null,
    userAgent: 'HTTPie/3.2.2',
    user: null,
  },
  domainName: 'puhdx84jy9.execute-api.eu-west-1.amazonaws.com',
  deploymentId: 'v99qix',
  apiId: 'puhdx84jy9',
};

const lists = (headers: object): object =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));

/** apigw-rest/authorizer-request.json; there the path is /lambda-request. */
export const restRequestEvent = {
  type: 'REQUEST',
  methodArn: 'arn:aws:execute-api:eu-west-1:123456789012:puhdx84jy9/prod/POST/lambda',
  resource: '/lambda',
  path: '/lambda',
  httpMethod: 'POST',
  headers: { ...restHeaders, 'Content-Length': '0' },
  multiValueHeaders: lists({ ...restHeaders, 'Content-Length': '0' }),
  queryStringParameters: {},
  multiValueQueryStringParameters: {},
  pathParameters: {},
  stageVariables: {},
  requestContext: restContext,
};

/** apigw-rest/lambda-authorizer-auth.json; there the path is /lambda-token, the context tenantId. */
export const restIntegrationEvent = {
  resource: '/lambda',
  path: '/lambda',
  httpMethod: 'POST',
  headers: restHeaders,
  multiValueHeaders: lists(restHeaders),
  queryStringParameters: null,
  multiValueQueryStringParameters: null,
  pathParameters: null,
  stageVariables: null,
  requestContext: {
    ...restContext,
    authorizer: { principalId: 'user', integrationLatency: 422, tenantId: 'tenant-1' },
  },
  body: null,
  isBase64Encoded: false,
};

/** apigw-rest/authorizer-token.json; there the path is /lambda-token. */
export const restTokenEvent = {
  type: 'TOKEN',
  methodArn: 'arn:aws:execute-api:eu-west-1:123456789012:puhdx84jy9/prod/POST/lambda',
  authorizationToken: 'Bearer foo',
};
