import type { ApiType } from '../../contract/api-type.ts';
import {
  type AccessLogField,
  accessLogFields,
  contextVariable,
} from '../../contract/log-events.ts';

/**
 * Variables that both API types have. No value is callers' free text: the authorizer sanitizes `sub` and
 * `userAgent`. `$context.error.message` is left out, because on a REST API it may quote the Authorization header.
 */
const variables = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  responseBytes: '$context.responseLength',
  sourceIp: '$context.identity.sourceIp',
  error: '$context.error.responseType',
  authorizerError: '$context.authorizer.error',
  integrationStatus: '$context.integrationStatus',
  integrationLatencyMs: '$context.integrationLatency',
  iss: contextVariable('iss'),
  sub: contextVariable('loggedSub'),
  reason: contextVariable('reason'),
  // May quote the function's error.
  integrationError: '$context.integrationErrorMessage',
};

/**
 * An HTTP API is not known to escape the user agent, so its authorizer passes a sanitized one on, and public
 * routes log none; a REST API escapes it.
 */
const variablesByApiType: Readonly<Record<ApiType, Partial<Record<AccessLogField, string>>>> = {
  http: {
    route: '$context.routeKey',
    userAgent: contextVariable('loggedUserAgent'),
  },
  rest: {
    route: '$context.httpMethod $context.resourcePath',
    authorizerLatencyMs: '$context.authorizer.latency',
    authorizerRequestId: '$context.authorizer.requestId',
    userAgent: '$context.identity.userAgent',
  },
};

/**
 * Returns the format of access log lines: JSON with string values only; an absent value is logged as `-`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export function accessLogFormat(apiType: ApiType): string {
  const all: Partial<Record<AccessLogField, string>> = {
    ...variables,
    ...variablesByApiType[apiType],
  };
  const fields = accessLogFields.filter((field) => all[field] !== undefined);
  return JSON.stringify(Object.fromEntries(fields.map((field) => [field, all[field]])));
}
