import { type HttpResponse, textResponse } from '../gateway/http-response.ts';

/**
 * The messages of an HTTP API's own responses, which cannot be configured. They are documented or
 * recorded on AWS, except for 429 and 431, which are assumed.
 *
 * @see API Gateway, "Control access to HTTP APIs with AWS Lambda authorizers", "Quotas"
 */
const messages = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

/** Returns an HTTP API's own response. */
export function gatewayResponse(status: keyof typeof messages): HttpResponse {
  const body = JSON.stringify({ message: messages[status] });
  // The recorded 503 has no content type.
  return textResponse(status, status === 503 ? [] : [['Content-Type', 'application/json']], body);
}
