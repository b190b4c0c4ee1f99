import type { ClientRequest, Header } from '../gateway/client-request.ts';
import { headerValues } from '../gateway/headers.ts';
import type { HttpResponse } from '../gateway/http-response.ts';
import type { CorsConfiguration } from './definition.ts';

/**
 * Returns the response to a preflight request; undefined for any other request.
 *
 * @see API Gateway, "Configure CORS for HTTP APIs in API Gateway"
 */
export function preflightResponse(
  cors: CorsConfiguration,
  request: ClientRequest,
): HttpResponse | undefined {
  const isPreflight = headerValues(request.headers, 'access-control-request-method').length > 0;
  const origin = headerValues(request.headers, 'origin').at(-1);
  if (request.method !== 'OPTIONS' || !isPreflight || origin === undefined) return undefined;
  const allowed = originHeaders(cors, origin);
  const headers = allowed.length === 0 ? [] : [...allowed, ...preflightHeaders(cors)];
  return { status: 204, headers, body: Buffer.alloc(0) };
}

/** Replaces the CORS headers of a response with those of the API. */
export function withCors(
  cors: CorsConfiguration,
  request: ClientRequest,
  response: HttpResponse,
): HttpResponse {
  const origin = headerValues(request.headers, 'origin').at(-1);
  const kept = response.headers.filter(([name]) => !/^access-control-/i.test(name));
  if (origin === undefined) return { ...response, headers: kept };
  const allowed = originHeaders(cors, origin);
  const exposed = allowed.length === 0 ? [] : listed('Expose-Headers', cors.exposeHeaders);
  return { ...response, headers: [...kept, ...allowed, ...exposed] };
}

function originHeaders(cors: CorsConfiguration, origin: string): readonly Header[] {
  const allowed = cors.allowOrigins.find(
    (entry) =>
      entry === '*' ||
      entry.toLowerCase() === origin.toLowerCase() ||
      (/^https?:\/\/\*$/i.test(entry) &&
        origin.toLowerCase().startsWith(entry.slice(0, -1).toLowerCase())),
  );
  if (allowed === undefined) return [];
  const value = allowed === '*' ? '*' : origin;
  const credentials: Header[] = cors.allowCredentials
    ? [['Access-Control-Allow-Credentials', 'true']]
    : [];
  return [['Access-Control-Allow-Origin', value], ...credentials];
}

function preflightHeaders(cors: CorsConfiguration): readonly Header[] {
  const age: Header[] =
    cors.maxAgeSeconds === undefined
      ? []
      : [['Access-Control-Max-Age', String(cors.maxAgeSeconds)]];
  return [
    ...listed('Allow-Methods', cors.allowMethods),
    ...listed('Allow-Headers', cors.allowHeaders),
    ...age,
  ];
}

function listed(name: string, values: readonly string[]): Header[] {
  return values.length === 0 ? [] : [[`Access-Control-${name}`, values.join(',')]];
}
