import { type Resource, resourceError } from '../assembly/resource.ts';
import type { ClientRequest, Header } from '../gateway/client-request.ts';
import { headerValues } from '../gateway/headers.ts';
import { type HttpResponse, textResponse } from '../gateway/http-response.ts';
import { isJsonObject, type Json, type JsonObject, objectOf } from '../json.ts';
import { originTest } from './cors-template.ts';
import { quotedText } from './value-expression.ts';

/**
 * Returns the responses of a mock integration: a constant one, or one of the CDK's preflight methods,
 * whose Access-Control-Allow-Origin depends on the request.
 *
 * @throws {UserError} when it has other templates with variables or directives
 * @see API Gateway, "Mock integrations for REST APIs in API Gateway"
 */
export function mockResponse(
  method: Resource,
  integration: JsonObject,
): (request: ClientRequest) => HttpResponse {
  const requestTemplate = singleTemplate(method, integration['RequestTemplates'])?.[1] ?? '';
  rejectDirectives(method, requestTemplate);
  const [, status] = /statusCode["']?\s*:\s*["']?(\d{3})/.exec(requestTemplate) ?? [];
  const response = responseFor(status, integration['IntegrationResponses']);
  const responseStatus = Number(response?.['StatusCode']);
  if (response === undefined || !(responseStatus >= 200 && responseStatus <= 599))
    throw resourceError(method, 'a mock integration without a constant response is not emulated');
  const headers = constantHeaders(method, response);
  const [contentType, template = ''] = singleTemplate(method, response['ResponseTemplates']) ?? [];
  const typed: Header[] = [['Content-Type', contentType ?? 'application/json'], ...headers];
  const isAllowed = originTest(template);
  if (isAllowed === undefined) {
    rejectDirectives(method, template);
    const constant = textResponse(responseStatus, typed, template);
    return () => constant;
  }
  return (request) => {
    const origin = headerValues(request.headers, 'origin').at(-1);
    const allowed = origin !== undefined && isAllowed(origin);
    return textResponse(responseStatus, allowed ? withOrigin(typed, origin) : typed, '');
  };
}

function constantHeaders(method: Resource, response: JsonObject): readonly Header[] {
  return Object.entries(objectOf(response['ResponseParameters'])).map(([name, value]): Header => {
    const [, header] = /^method\.response\.header\.(.+)$/.exec(name) ?? [];
    const text = quotedText(value);
    if (header === undefined || text === undefined)
      throw resourceError(method, `${name} of the mock integration is not a constant header`);
    return [header, text];
  });
}

function withOrigin(headers: readonly Header[], origin: string): readonly Header[] {
  const name = 'Access-Control-Allow-Origin';
  return [...headers.filter(([other]) => other !== name), [name, origin]];
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

function singleTemplate(
  method: Resource,
  templates: Json | undefined,
): readonly [contentType: string, text: string] | undefined {
  if (templates === undefined) return undefined;
  const [first, ...more] = isJsonObject(templates) ? Object.entries(templates) : [];
  if (first === undefined || more.length > 0 || typeof first[1] !== 'string')
    throw resourceError(method, 'a mock integration with several templates is not emulated');
  return [first[0], first[1]];
}

function rejectDirectives(method: Resource, template: string): void {
  if (/[#$]/.test(template))
    throw resourceError(method, 'a mock integration with mapping templates is not emulated');
}
