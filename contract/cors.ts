/** The variable that holds the origin whose pages may read a handler's responses. */
const variable = 'CORS_ORIGIN';

/** Returns the environment variables that pass the allowed origin to a handler; none for undefined. */
export function corsEnvironment(origin: string | undefined): Record<string, string> {
  return origin === undefined ? {} : { [variable]: origin };
}

/**
 * Returns the headers that let pages of the allowed origin read a response (Fetch, "CORS protocol"). A REST
 * API passes a function's response on unchanged, so the function must set them; an HTTP API adds them
 * itself, and its functions have no such variable.
 */
export function corsHeaders(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const origin = environment[variable];
  return origin === undefined ? {} : { 'access-control-allow-origin': origin };
}
