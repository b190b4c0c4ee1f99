import type { ClientRequest, Header } from '../gateway/client-request.ts';
import { canonicalHeaderName, headerValues } from '../gateway/headers.ts';
import { type HttpResponse, isValidHeader } from '../gateway/http-response.ts';
import { isBase64, proxyResult, withContentType } from '../gateway/proxy-result.ts';
import { isJsonObject, type Json } from '../json.ts';
import { isBinary } from './event-body.ts';

/** @see API Gateway, "Important notes for API Gateway": remapped headers of REST APIs */
const remappedNames = new Set([
  ...['authorization', 'connection', 'content-length', 'content-md5', 'date', 'expect', 'host'],
  ...['max-forwards', 'proxy-authenticate', 'server', 'trailer', 'upgrade', 'user-agent'],
  'www-authenticate',
]);

/** A response, or why it is none and the error that the client gets. */
type IntegrationResponse =
  | ({ readonly kind: 'response' } & HttpResponse)
  | { readonly kind: 'integrationFailed' | 'serverError'; readonly problem: string };

const knownMembers = ['statusCode', 'headers', 'multiValueHeaders', 'body', 'isBase64Encoded'];

/**
 * Converts the result of a Lambda proxy integration of a REST API.
 *
 * @param payload the result as JSON text
 * @see API Gateway, "Lambda proxy integrations in API Gateway": output format
 */
export function integrationResponse(
  payload: string,
  request: ClientRequest,
  binaryMediaTypes: readonly string[],
): IntegrationResponse {
  const result: Json = JSON.parse(payload);
  if (!isJsonObject(result)) return malformed('no object');
  const unknown = Object.keys(result).find((member) => !knownMembers.includes(member));
  if (unknown !== undefined) return malformed(`the member ${unknown}, which a REST API rejects`);
  const accepted = headerValues(request.headers, 'accept')[0]?.split(',')[0];
  const decodeBody = result['isBase64Encoded'] === true && isBinary(accepted, binaryMediaTypes);
  if (decodeBody && !isBase64(result['body'] ?? ''))
    return { kind: 'serverError', problem: 'a body that is not Base64' };
  const multiValueHeaders = 'merged';
  const response = proxyResult({ statusCode: 200, ...result }, { decodeBody, multiValueHeaders });
  if (response === undefined) return malformed('a malformed response');
  const headers = response.headers
    .filter(([name]) => !/^(transfer-encoding|keep-alive)$/i.test(name))
    .map(remapped);
  if (headers.some(([name, value]) => !isValidHeader(name, value)))
    return malformed('an invalid header');
  return { ...response, kind: 'response', headers: withContentType(headers, 'application/json') };
}

function malformed(problem: string): IntegrationResponse {
  return { kind: 'integrationFailed', problem };
}

function remapped([name, value]: Header): Header {
  if (!remappedNames.has(name.toLowerCase())) return [name, value];
  return [`x-amzn-Remapped-${canonicalHeaderName(name)}`, value];
}
