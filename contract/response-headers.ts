/** Which pages may read a REST API's responses (Fetch, "CORS protocol"). */
export interface CorsOptions {
  /** The allowed origin, or `*`. */
  readonly origin: string;
  /** Whether pages may send cookies and client certificates. */
  readonly credentials: boolean;
}

/** Headers of every response: they forbid storing it, and guessing its content type. */
export const securityHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const;

/** Returns the headers that let pages of the allowed origin read a response. */
export function corsHeaders({ origin, credentials }: CorsOptions): Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'WWW-Authenticate',
    ...(credentials && { 'access-control-allow-credentials': 'true' }),
  };
}

/**
 * Returns the environment variables that pass the CORS options to a handler; none for undefined. An HTTP API adds
 * the headers to responses itself, a REST API passes a handler's response on unchanged.
 */
export function corsEnvironment(options: CorsOptions | undefined): Record<string, string> {
  if (options === undefined) return {};
  return {
    CORS_ORIGIN: options.origin,
    ...(options.credentials && { CORS_CREDENTIALS: 'true' }),
  };
}

/**
 * Returns the headers that every response of a handler should have: `cache-control: no-store`,
 * `x-content-type-options: nosniff`, and on a REST API with CORS those that let pages read it.
 * @param environment the handler's environment variables
 */
export function responseHeaders(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const { CORS_ORIGIN: origin, CORS_CREDENTIALS: credentials } = environment;
  return {
    ...securityHeaders,
    ...(origin !== undefined && corsHeaders({ origin, credentials: credentials === 'true' })),
  };
}
