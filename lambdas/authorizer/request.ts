import { Failure } from './failure.ts';

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
}

/** Region, account, API and stage, and what was asked of them; API Gateway makes it, callers the end of it. */
const executeApiArn = /^arn:[^/]+\/[^/]+\/(.*)$/s;

/**
 * Reads an authorizer event: a REST API's of type TOKEN, or an HTTP API's in payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * @throws {Failure} `internal` for anything else
 */
export function authorizationRequest(event: unknown): AuthorizationRequest {
  const { type, version, methodArn, routeArn, ...rest } = record(event);
  const arn = type === 'TOKEN' ? methodArn : routeArn;
  const asked = typeof arn === 'string' ? executeApiArn.exec(arn)?.[1] : undefined;
  if (typeof arn !== 'string' || asked === undefined) throw new Failure('internal');
  if (type === 'TOKEN') {
    const authorization = rest['authorizationToken'];
    return { flavour: 'rest', authorization, arn, route: asked, requestId: undefined };
  }
  if (type !== 'REQUEST' || version !== '2.0') throw new Failure('internal');
  const { identitySource, headers, routeKey, requestContext } = rest;
  // What API Gateway may remember the answer by is what must be judged, and not another reading of it.
  const identity = Array.isArray(identitySource) ? identitySource[0] : undefined;
  return {
    flavour: 'http',
    authorization: identity ?? record(headers)['authorization'],
    arn,
    route: typeof routeKey === 'string' ? routeKey : '',
    requestId: record(requestContext)['requestId'],
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
