import type { AuthorizerResult } from '../authorizer/authorizer-result.ts';
import { headerValues } from '../gateway/headers.ts';
import { type HttpResponse, isValidHeader, textResponse } from '../gateway/http-response.ts';
import { withContentType } from '../gateway/proxy-result.ts';
import type { HandlerResult } from '../gateway/servable-api.ts';
import type { GatewayResponse, RestApi } from './definition.ts';
import type { GatewayError } from './gateway-errors.ts';
import { type RestCall, type RestContext, restContext } from './rest-context.ts';
import { expressionValue, filledTemplate } from './value-expression.ts';

/**
 * Returns an error response, customized by the API's gateway response of its type, or else of
 * DEFAULT_4XX or DEFAULT_5XX.
 *
 * @see API Gateway, "Gateway responses for REST APIs in API Gateway"
 */
function errorResponse(
  api: Pick<RestApi, 'gatewayResponses'>,
  error: GatewayError,
  context: RestContext,
): HttpResponse {
  const fallback = api.gatewayResponses.get(error.status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
  // According to the documentation, this one cannot be customized.
  const customizable = error.responseType !== 'REQUEST_TOO_LARGE';
  const specific = customizable ? api.gatewayResponses.get(error.responseType) : undefined;
  const response = customizable ? (specific ?? fallback) : undefined;
  const status = customizable ? (specific?.status ?? fallback?.status) : undefined;
  const variables = new Map(context.variables)
    .set('error.message', error.message ?? '')
    .set('error.messageString', JSON.stringify(error.message))
    .set('error.responseType', error.responseType);
  const filled = { ...context, variables };
  const [contentType, template] = chosenTemplate(response, context) ?? [];
  const headers = Object.entries(response?.headers ?? {}).flatMap(([name, expression]) => {
    const value = expressionValue(expression, filled);
    return value !== undefined && isValidHeader(name, value) ? [[name, value] as const] : [];
  });
  return textResponse(
    status ?? error.status,
    withContentType(
      [['x-amzn-ErrorType', error.errorType], ...headers],
      contentType ?? 'application/json',
    ),
    template === undefined ? error.body : filledTemplate(template, filled),
  );
}

/** Returns the result of a request that ends with an error response. */
export function errorResult(
  call: RestCall,
  error: GatewayError,
  authorizerResult?: AuthorizerResult,
): HandlerResult {
  const response = errorResponse(call.api, error, restContext(call, authorizerResult));
  return { response, authorizerResult };
}

/** Returns the template of the first content type that the request accepts, or else the first one. */
function chosenTemplate(
  response: GatewayResponse | undefined,
  { request }: RestContext,
): readonly [contentType: string, template: string] | undefined {
  const templates = Object.entries(response?.templates ?? {});
  const accepted = headerValues(request.headers, 'accept')
    .flatMap((value) => value.split(','))
    .map((range) => range.split(';')[0]?.trim().toLowerCase());
  for (const range of accepted) {
    const found = templates.find(([contentType]) => contentType.toLowerCase() === range);
    if (found !== undefined) return found;
  }
  return templates[0];
}
