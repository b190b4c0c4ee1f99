import type { DeploymentSettings } from '../settings/deployment-settings.ts';

/**
 * What both flavours log of a request, by name. No value is free text of a caller's: where a caller
 * has a say, the authorizer has made it sanitizeForLog (`logged…`). `$context.error.message` is left out, for on
 * a REST API it may quote the Authorization header.
 */
const fields = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  sourceIp: '$context.identity.sourceIp',
  error: '$context.error.responseType',
  authorizerError: '$context.authorizer.error',
  integrationStatus: '$context.integrationStatus',
  integrationMilliseconds: '$context.integrationLatency',
  sub: '$context.authorizer.loggedSub',
  reason: '$context.authorizer.reason',
};

/**
 * What one flavour logs besides. An HTTP API is not known to escape the user agent, so its authorizer
 * hands it on, and public routes log none; a REST API escapes it.
 */
const own = {
  http: {
    route: '$context.routeKey',
    userAgent: '$context.authorizer.loggedUserAgent',
  },
  rest: {
    route: '$context.httpMethod $context.resourcePath',
    authorizerMilliseconds: '$context.authorizer.latency',
    authorizerRequestId: '$context.authorizer.requestId',
    userAgent: '$context.identity.userAgent',
  },
};

/**
 * Gives the format of access log lines: JSON with texts only, for what is absent is logged as `-`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export function accessLogFormat(api: DeploymentSettings['api']): string {
  // What API Gateway says of a function's failure may quote the function: last, behind all that is ours.
  const integrationError = '$context.integrationErrorMessage';
  return JSON.stringify({ ...fields, ...own[api], integrationError });
}
