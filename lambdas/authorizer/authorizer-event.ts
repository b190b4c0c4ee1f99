import type { ApiType } from '../../contract/api-type.ts';
import { AuthorizerError } from './authorizer-error.ts';

/** An authorizer event of either API type, under one set of names. */
export interface AuthorizerEvent {
  readonly apiType: ApiType;
  /** The Authorization header's value, as API Gateway used it for the identity source. */
  readonly authorization: unknown;
  /** The ARN of the requested route or method. */
  readonly arn: string;
  /** An HTTP API's route key, or a REST API's `GET/path` as requested. */
  readonly route: string;
  /** HTTP APIs only: a REST API does not pass it to a TOKEN authorizer. */
  readonly requestId: unknown;
  /** The User-Agent header. HTTP APIs only, as above. */
  readonly userAgent: unknown;
}

/**
 * Parses an authorizer event: a REST API's of type TOKEN, or an HTTP API's in payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * @throws {AuthorizerError} `internal` for anything else
 */
export function parseAuthorizerEvent(event: unknown): AuthorizerEvent {
  const fields = record(event);
  if (fields['type'] === 'TOKEN') {
    const { methodArn: arn, authorizationToken: authorization } = fields;
    if (!isMethodArn(arn)) throw new AuthorizerError('internal');
    return {
      apiType: 'rest',
      authorization,
      arn,
      route: methodAndPath(arn),
      requestId: undefined,
      userAgent: undefined,
    };
  }
  const { type, version, routeArn: arn, routeKey, identitySource } = fields;
  const headers = record(fields['headers']);
  if (type !== 'REQUEST' || version !== '2.0' || !isMethodArn(arn))
    throw new AuthorizerError('internal');
  // API Gateway caches the result under the identity source, so that is the value to verify.
  const identity = Array.isArray(identitySource) ? identitySource[0] : undefined;
  return {
    apiType: 'http',
    authorization: identity ?? headers['authorization'],
    arn,
    route: typeof routeKey === 'string' ? routeKey : '',
    requestId: record(fields['requestContext'])['requestId'],
    userAgent: headers['user-agent'],
  };
}

/** `arn:…:api/stage/GET/path`: API Gateway writes the beginning, and callers the end. */
function isMethodArn(arn: unknown): arn is string {
  return typeof arn === 'string' && /^arn:[^/]+\/[^/]+\//.test(arn);
}

/** Returns what follows the stage: `GET/path`. */
function methodAndPath(arn: string): string {
  return arn.slice(arn.indexOf('/', arn.indexOf('/') + 1) + 1);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
