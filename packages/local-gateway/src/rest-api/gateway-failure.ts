/** One of the gateway's own answers, before the template has its say. */
export interface GatewayFailure {
  /** The type that the template can change it by. */
  readonly responseType: string;
  readonly status: number;
  /** `x-amzn-ErrorType`. */
  readonly errorType: string;
  /** `$context.error.message`. */
  readonly message: string | null;
  /** The body where the template says nothing. */
  readonly body: string;
}

/**
 * The gateway's own answers, with the bodies that were recorded on AWS: `Message` is capitalised
 * in one of them, and those around an integration have a space after the colon.
 *
 * @see API Gateway, "Gateway response types for API Gateway"
 */
export const gatewayFailures = {
  noToken: failure('UNAUTHORIZED', 401, 'UnauthorizedException', 'Unauthorized'),
  explicitDeny: denied('User is not authorized to access this resource with an explicit deny'),
  implicitDeny: denied('User is not authorized to access this resource'),
  authorizerFailed: failure(
    'AUTHORIZER_CONFIGURATION_ERROR',
    500,
    'AuthorizerConfigurationException',
    null,
  ),
  noMethod: failure(
    'MISSING_AUTHENTICATION_TOKEN',
    403,
    'MissingAuthenticationTokenException',
    'Missing Authentication Token',
  ),
  badPath: failure('DEFAULT_4XX', 400, 'BadRequestException', 'Bad Request'),
  bodyTooLarge: failure('REQUEST_TOO_LARGE', 413, 'RequestTooLargeException', 'Request Too Long'),
  headersTooLarge: failure(
    'DEFAULT_4XX',
    431,
    'RequestHeaderFieldsTooLargeException',
    'Request Header Fields Too Large',
  ),
  uriTooLong: failure('DEFAULT_4XX', 414, 'RequestUriTooLongException', 'Request-URI Too Long'),
  throttled: failure('THROTTLED', 429, 'TooManyRequestsException', 'Too Many Requests'),
  integrationFailed: integration('DEFAULT_5XX', 502, 'Internal server error'),
  notInvoked: integration('DEFAULT_5XX', 500, 'Internal server error'),
  integrationTimeout: integration('INTEGRATION_TIMEOUT', 504, 'Endpoint request timed out'),
} as const satisfies Readonly<Record<string, GatewayFailure>>;

/**
 * The answer where a header `Authorization` is taken for a signature of AWS and is none: no such
 * method, so nobody else looks at it.
 *
 * @param hash of the header's value
 */
export function incompleteSignature(hash: string): GatewayFailure {
  const message =
    'Invalid key=value pair (missing equal-sign) in Authorization header ' +
    `(hashed with SHA-256 and encoded with Base64): '${hash}'.`;
  return failure('INVALID_SIGNATURE', 403, 'IncompleteSignatureException', message);
}

function failure(
  responseType: string,
  status: number,
  errorType: string,
  message: string | null,
): GatewayFailure {
  return { responseType, status, errorType, message, body: JSON.stringify({ message }) };
}

function denied(message: string): GatewayFailure {
  const body = JSON.stringify({ Message: message });
  return { ...failure('ACCESS_DENIED', 403, 'AccessDeniedException', message), body };
}

function integration(responseType: string, status: number, message: string): GatewayFailure {
  const body = `{"message": ${JSON.stringify(message)}}`;
  return { ...failure(responseType, status, 'InternalServerErrorException', message), body };
}
