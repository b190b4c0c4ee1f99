/** An error response of API Gateway, before the API's gateway responses customize it. */
export interface GatewayError {
  /** The gateway response type that customizes it. */
  readonly responseType: string;
  readonly status: number;
  /** `x-amzn-ErrorType`. */
  readonly errorType: string;
  /** `$context.error.message`. */
  readonly message: string | null;
  /** The body when no gateway response sets one. */
  readonly body: string;
}

/**
 * The error responses, with bodies as recorded on AWS: `Message` is capitalized in two of them, and
 * those of an integration have a space after the colon.
 *
 * @see API Gateway, "Gateway response types for API Gateway"
 */
export const gatewayErrors = {
  unauthorized: error('UNAUTHORIZED', 401, 'UnauthorizedException', 'Unauthorized'),
  explicitDeny: denied('User is not authorized to access this resource with an explicit deny'),
  implicitDeny: denied('User is not authorized to access this resource'),
  authorizerFailed: error(
    'AUTHORIZER_CONFIGURATION_ERROR',
    500,
    'AuthorizerConfigurationException',
    null,
  ),
  noMethod: error(
    'MISSING_AUTHENTICATION_TOKEN',
    403,
    'MissingAuthenticationTokenException',
    'Missing Authentication Token',
  ),
  badPath: error('DEFAULT_4XX', 400, 'BadRequestException', 'Bad Request'),
  unsupportedMediaType: error(
    'UNSUPPORTED_MEDIA_TYPE',
    415,
    'BadRequestException',
    'Unsupported Media Type',
  ),
  bodyTooLarge: error('REQUEST_TOO_LARGE', 413, 'RequestTooLargeException', 'Request Too Long'),
  headersTooLarge: error(
    'DEFAULT_4XX',
    431,
    'RequestHeaderFieldsTooLargeException',
    'Request Header Fields Too Large',
  ),
  uriTooLong: error('DEFAULT_4XX', 414, 'RequestUriTooLongException', 'Request-URI Too Long'),
  throttled: error('THROTTLED', 429, 'TooManyRequestsException', 'Too Many Requests'),
  integrationFailed: integrationError('DEFAULT_5XX', 502, 'Internal server error'),
  serverError: integrationError('DEFAULT_5XX', 500, 'Internal server error'),
  integrationTimeout: integrationError('INTEGRATION_TIMEOUT', 504, 'Endpoint request timed out'),
} as const satisfies Readonly<Record<string, GatewayError>>;

/**
 * Returns the error for an `Authorization` header that API Gateway cannot parse as an AWS signature.
 *
 * @param hash SHA-256 of the header's value, in Base64
 */
export function incompleteSignature(hash: string): GatewayError {
  const message =
    'Invalid key=value pair (missing equal-sign) in Authorization header ' +
    `(hashed with SHA-256 and encoded with Base64): '${hash}'.`;
  return error('INVALID_SIGNATURE', 403, 'IncompleteSignatureException', message);
}

function error(
  responseType: string,
  status: number,
  errorType: string,
  message: string | null,
): GatewayError {
  return { responseType, status, errorType, message, body: JSON.stringify({ message }) };
}

function denied(message: string): GatewayError {
  const body = JSON.stringify({ Message: message });
  return { ...error('ACCESS_DENIED', 403, 'AccessDeniedException', message), body };
}

function integrationError(responseType: string, status: number, message: string): GatewayError {
  const body = `{"message": ${JSON.stringify(message)}}`;
  return { ...error(responseType, status, 'InternalServerErrorException', message), body };
}
