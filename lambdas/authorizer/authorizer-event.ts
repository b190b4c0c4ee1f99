import type { ApiType } from '../../contract/api-type.ts';
import { AuthorizerError } from './authorizer-error.ts';

/** An authorizer event of either API type, under one set of names. */
export interface AuthorizerEvent {
  readonly apiType: ApiType;
  /** The Authorization header's value. */
  readonly authorization: unknown;
  /** The ARN of the requested route or method. */
  readonly arn: string;
  /** The route for the log: the matched one, `GET /orders/{id}`; of a TOKEN event, method and path as requested. */
  readonly route: string;
  /** The route that API Gateway has matched; undefined for a TOKEN event, which does not have it. */
  readonly matchedRoute: string | undefined;
  /** Absent in a TOKEN event. */
  readonly requestId: unknown;
  /** The User-Agent header. HTTP APIs only. */
  readonly userAgent: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Parses an authorizer event: a REST API's of type TOKEN or REQUEST, or an HTTP API's in payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * @throws {AuthorizerError} `internal` for anything else
 */
export function parseAuthorizerEvent(event: unknown): AuthorizerEvent {
  const fields = record(event);
  const { type, version } = fields;
  if (type === 'TOKEN') return tokenEvent(fields);
  if (type === 'REQUEST' && version === '2.0') return httpRequestEvent(fields);
  if (type === 'REQUEST' && version === undefined) return restRequestEvent(fields);
  throw new AuthorizerError('internal');
}

function tokenEvent({ methodArn, authorizationToken }: Fields): AuthorizerEvent {
  const arn = methodArnFrom(methodArn);
  return {
    apiType: 'rest',
    authorization: authorizationToken,
    arn,
    // After the stage: `GET/orders/42`.
    route: arn.slice(arn.indexOf('/', arn.indexOf('/') + 1) + 1).replace('/', ' /'),
    matchedRoute: undefined,
    requestId: undefined,
    userAgent: undefined,
  };
}

function restRequestEvent(fields: Fields): AuthorizerEvent {
  const route = `${fields['httpMethod']} ${fields['resource']}`;
  return {
    apiType: 'rest',
    authorization: onlyAuthorization(fields),
    arn: methodArnFrom(fields['methodArn']),
    route,
    matchedRoute: route,
    requestId: record(fields['requestContext'])['requestId'],
    userAgent: undefined,
  };
}

function httpRequestEvent(fields: Fields): AuthorizerEvent {
  const { routeArn, routeKey, identitySource } = fields;
  const route = typeof routeKey === 'string' ? routeKey : '';
  const headers = record(fields['headers']);
  // API Gateway caches the result under the identity source, so that is the value to verify.
  const identity = Array.isArray(identitySource) ? identitySource[0] : undefined;
  return {
    apiType: 'http',
    authorization: identity ?? headers['authorization'],
    arn: methodArnFrom(routeArn),
    route,
    matchedRoute: route,
    requestId: record(fields['requestContext'])['requestId'],
    userAgent: headers['user-agent'],
  };
}

/**
 * Returns the Authorization header of a REST API's REQUEST event, which has header names as sent. Of several, it
 * is not known which one API Gateway caches the result under: undefined.
 */
function onlyAuthorization({ headers, multiValueHeaders }: Fields): unknown {
  const values = [...Object.entries(record(multiValueHeaders ?? headers))]
    .filter(([name]) => name.toLowerCase() === 'authorization')
    .flatMap(([, value]) => value);
  return values.length === 1 ? values[0] : undefined;
}

/**
 * `arn:…:api/stage/GET/path`: API Gateway writes the beginning, and callers the end.
 * @throws {AuthorizerError} for anything else
 */
function methodArnFrom(arn: unknown): string {
  if (typeof arn === 'string' && /^arn:[^/]+\/[^/]+\//.test(arn)) return arn;
  throw new AuthorizerError('internal');
}

function record(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
