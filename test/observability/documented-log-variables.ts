/**
 * Variables of access logs that are documented for both API types.
 *
 * @see API Gateway, "Customizing HTTP API access logs" and "Variables for access logging for API Gateway"
 */
const both = [
  ...['requestId', 'extendedRequestId', 'requestTime', 'requestTimeEpoch', 'status', 'protocol'],
  ...['httpMethod', 'path', 'stage', 'apiId', 'accountId', 'domainName', 'domainPrefix'],
  ...['responseLatency', 'responseLength', 'identity.sourceIp', 'identity.userAgent'],
  ...['error.message', 'error.messageString', 'error.responseType', 'authorizer.error'],
  ...['integrationErrorMessage', 'integrationLatency', 'integrationStatus'],
  ...['integration.error', 'integration.integrationStatus', 'integration.latency'],
  ...['integration.requestId', 'integration.status'],
];

/** Variables by API type, without `authorizer.<property>` of the authorizer's context. */
export const documentedLogVariables = {
  http: [...both, 'routeKey', 'dataProcessed', 'customDomain.basePathMatched'],
  rest: [
    ...both,
    ...['resourcePath', 'resourceId', 'error.validationErrorString', 'authorizer.principalId'],
    ...['authorizer.latency', 'authorizer.status', 'authorizer.requestId'],
    ...['authorizer.integrationLatency', 'authorizer.integrationStatus', 'wafResponseCode'],
    ...['customDomain.basePathMatched', 'xrayTraceId', 'identity.accountId', 'identity.caller'],
  ],
} as const satisfies Readonly<Record<'http' | 'rest', readonly string[]>>;
