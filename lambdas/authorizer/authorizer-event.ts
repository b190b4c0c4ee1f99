import { AuthorizerError } from './authorizer-error.ts';

/** What both flavours' events say, under one name each. */
export interface AuthorizationRequest {
  readonly flavour: 'http' | 'rest';
  /** The Authorization header's value, as API Gateway took it for the caller's identity. */
  readonly authorization: unknown;
  /** The ARN of the route or method that is asked for. */
  readonly arn: string;
  /** The route: an HTTP API's route key, or a REST API's `GET/path`, as it was asked for. */
  readonly route: string;
  /** An HTTP API's id for the request; a REST API does not tell a TOKEN authorizer. */
  readonly requestId: unknown;
  /** What the caller says of its program; a REST API does not tell a TOKEN authorizer. */
  readonly userAgent: unknown;
}

/**
 * Reads an authorizer event: a REST API's of type TOKEN, or an HTTP API's in payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * @throws {AuthorizerError} `internal` for anything else
 */
export function parseAuthorizerEvent(event: unknown): AuthorizationRequest {
  const given = record(event);
  if (given['type'] === 'TOKEN') {
    const { methodArn: arn, authorizationToken: authorization } = given;
    if (!isMethodArn(arn)) throw new AuthorizerError('internal');
    const route = askedIn(arn);
    return {
      flavour: 'rest',
      authorization,
      arn,
      route,
      requestId: undefined,
      userAgent: undefined,
    };
  }
  const { type, version, routeArn: arn, routeKey, identitySource } = given;
  const headers = record(given['headers']);
  if (type !== 'REQUEST' || version !== '2.0' || !isMethodArn(arn))
    throw new AuthorizerError('internal');
  // What API Gateway may remember the answer by is what must be judged, and not another reading of it.
  const identity = Array.isArray(identitySource) ? identitySource[0] : undefined;
  return {
    flavour: 'http',
    authorization: identity ?? headers['authorization'],
    arn,
    route: typeof routeKey === 'string' ? routeKey : '',
    requestId: record(given['requestContext'])['requestId'],
    userAgent: headers['user-agent'],
  };
}

/** `arn:…:api/stage/GET/path`: API Gateway writes the beginning, and callers the end. */
function isMethodArn(arn: unknown): arn is string {
  return typeof arn === 'string' && /^arn:[^/]+\/[^/]+\//.test(arn);
}

/** Gives what comes after the stage: `GET/path`. */
function askedIn(arn: string): string {
  return arn.slice(arn.indexOf('/', arn.indexOf('/') + 1) + 1);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
