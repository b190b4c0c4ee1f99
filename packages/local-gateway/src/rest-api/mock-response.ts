import { type Resource, resourceError } from '../assembly/resource.ts';
import type { Header } from '../gateway/client-request.ts';
import { type HttpResponse, textResponse } from '../gateway/http-response.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { quotedText } from './value-expression.ts';

/**
 * Returns the response of a mock integration that is the same for every request, such as the CORS
 * preflight methods of the CDK.
 *
 * @throws {UserError} when it depends on the request: templates with variables or directives
 * @see API Gateway, "Mock integrations for REST APIs in API Gateway"
 */
export function mockResponse(method: Resource, integration: JsonObject): HttpResponse {
  const requestTemplate = constantTemplate(method, integration['RequestTemplates'])?.[1] ?? '';
  const [, status] = /statusCode["']?\s*:\s*["']?(\d{3})/.exec(requestTemplate) ?? [];
  const response = responseFor(status, integration['IntegrationResponses']);
  const responseStatus = Number(response?.['StatusCode']);
  if (response === undefined || !(responseStatus >= 200 && responseStatus <= 599))
    throw resourceError(method, 'a mock integration without a constant response is not emulated');
  const parameters = isJsonObject(response['ResponseParameters'])
    ? response['ResponseParameters']
    : {};
  const headers = Object.entries(parameters).map(([name, value]): Header => {
    const [, header] = /^method\.response\.header\.(.+)$/.exec(name) ?? [];
    const text = quotedText(value);
    if (header === undefined || text === undefined)
      throw resourceError(method, `${name} of the mock integration is not a constant header`);
    return [header, text];
  });
  const [contentType, body] = constantTemplate(method, response['ResponseTemplates']) ?? [];
  const typed: Header[] = [['Content-Type', contentType ?? 'application/json']];
  return textResponse(responseStatus, [...typed, ...headers], body ?? '');
}

/** Returns the response whose pattern equals the mocked status, else the one without a pattern. */
function responseFor(
  status: string | undefined,
  responses: Json | undefined,
): JsonObject | undefined {
  if (status === undefined || !Array.isArray(responses)) return undefined;
  const candidates = responses.filter(isJsonObject);
  return (
    candidates.find(({ SelectionPattern: pattern }) => pattern === status) ??
    candidates.find(({ SelectionPattern: pattern }) => pattern === undefined)
  );
}

function constantTemplate(
  method: Resource,
  templates: Json | undefined,
): readonly [contentType: string, text: string] | undefined {
  if (templates === undefined) return undefined;
  const [first, ...more] = isJsonObject(templates) ? Object.entries(templates) : [];
  if (first === undefined || more.length > 0 || typeof first[1] !== 'string')
    throw resourceError(method, 'a mock integration with several templates is not emulated');
  if (/[#$]/.test(first[1]))
    throw resourceError(method, 'a mock integration with mapping templates is not emulated');
  return [first[0], first[1]];
}
