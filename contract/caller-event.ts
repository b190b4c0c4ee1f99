import { type Caller, type CallerContext, callerContext } from './caller.ts';

/** A request, for unit tests of handlers. */
export interface CallerEventOptions {
  /** Who is calling; what is absent gets a value. @default nobody, as on a public route */
  readonly caller?: Partial<Caller>;
  /** @default GET */
  readonly method?: string;
  /** The path, also used as the route. @default / */
  readonly path?: string;
  /** The body: text unchanged, anything else as JSON. @default none */
  readonly body?: unknown;
}

/** An HTTP API's event: assignable to `APIGatewayProxyEventV2` and `…WithLambdaAuthorizer<CallerContext>`. */
export type HttpCallerEvent = ReturnType<typeof httpEvent>;

/** A REST API's event: assignable to `APIGatewayProxyEvent`. */
export type RestCallerEvent = ReturnType<typeof restEvent>;

/**
 * Creates the event with which API Gateway invokes a handler, for unit tests.
 * @param options `api` is the API type. @default http
 */
export function callerEvent(
  options: CallerEventOptions & { readonly api: 'rest' },
): RestCallerEvent;
export function callerEvent(
  options?: CallerEventOptions & { readonly api?: 'http' },
): HttpCallerEvent;
export function callerEvent(
  options: CallerEventOptions & { readonly api?: 'http' | 'rest' } = {},
): HttpCallerEvent | RestCallerEvent {
  const { api, caller, method = 'GET', path = '/', body } = options;
  const request = { context: caller && contextOf(caller), method, path, body: textOf(body) };
  return api === 'rest' ? restEvent(request) : httpEvent(request);
}

interface Request {
  readonly context: CallerContext | undefined;
  readonly method: string;
  readonly path: string;
  readonly body: string | undefined;
}

function contextOf(caller: Partial<Caller>): CallerContext {
  const exp = Math.floor(Date.now() / 1000) + 300;
  const iss = 'https://example.zuplo.app/__zuplo/issuer';
  return callerContext({ iss, sub: 'your-consumer', exp, scopes: [], claims: {}, ...caller });
}

function textOf(body: unknown): string | undefined {
  return body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
}

const headers = { 'content-type': 'application/json' };

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
function httpEvent({ context, method, path, body }: Request) {
  const routeKey = `${method} ${path}`;
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers,
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      authorizer: { lambda: context as CallerContext },
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request',
      routeKey,
      stage: '$default',
      time: '01/Jan/2030:00:00:00 +0000',
      timeEpoch: 1_893_456_000_000,
    },
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
function restEvent({ context, method, path, body }: Request) {
  return {
    resource: path,
    path,
    httpMethod: method,
    headers,
    multiValueHeaders: { 'content-type': ['application/json'] },
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      // A REST API turns every value into text.
      authorizer: Object.fromEntries(
        Object.entries(context ?? {}).map(([name, value]) => [name, String(value)]),
      ),
      httpMethod: method,
      identity: anonymous,
      path,
      protocol: 'HTTP/1.1',
      requestId: 'request',
      requestTimeEpoch: 1_893_456_000_000,
      resourceId: 'resource',
      resourcePath: path,
      stage: 'prod',
    },
    body: body ?? null,
    isBase64Encoded: false,
  };
}

/** Who is calling by AWS's own means: nobody. */
const anonymous = {
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  sourceIp: '192.0.2.1',
  user: null,
  userAgent: 'test',
  userArn: null,
};
