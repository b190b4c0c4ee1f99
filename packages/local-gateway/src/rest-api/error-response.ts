import type { Header } from '../gateway/client-request.ts';
import { headerValues } from '../gateway/headers.ts';
import { type HttpResponse, isValidHeader, textResponse } from '../gateway/http-response.ts';
import type { GatewayResponse, RestApi } from './definition.ts';
import type { GatewayError } from './gateway-errors.ts';
import type { RestContext } from './rest-context.ts';
import { expressionValue, filledTemplate } from './value-expression.ts';

/**
 * Returns an error response, customized by the API's gateway response of its type, or else of
 * DEFAULT_4XX or DEFAULT_5XX.
 *
 * @see API Gateway, "Gateway responses for REST APIs in API Gateway"
 */
export function errorResponse(
  api: Pick<RestApi, 'gatewayResponses'>,
  error: GatewayError,
  context: RestContext,
): HttpResponse {
  const fallback = api.gatewayResponses.get(error.status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
  // According to the documentation, this one cannot be customized.
  const customizable = error.responseType !== 'REQUEST_TOO_LARGE';
  const own = customizable ? api.gatewayResponses.get(error.responseType) : undefined;
  const response = customizable ? (own ?? fallback) : undefined;
  const status = customizable ? (own?.status ?? fallback?.status) : undefined;
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
  const typed = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const type: Header[] = typed ? [] : [['Content-Type', contentType ?? 'application/json']];
  return textResponse(
    status ?? error.status,
    [...type, ['x-amzn-ErrorType', error.errorType], ...headers],
    template === undefined ? error.body : filledTemplate(template, filled),
  );
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
