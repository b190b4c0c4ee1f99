/** The variable that tells a handler which origin's pages may read its answers. */
const variable = 'CORS_ORIGIN';

/** Gives the environment that tells a handler of the origin; nothing for an undefined one. */
export function corsEnvironment(origin: string | undefined): Record<string, string> {
  return origin === undefined ? {} : { [variable]: origin };
}

/**
 * Gives the headers that let pages of the allowed origin read an answer (Fetch, "CORS protocol"). On a
 * REST API a function's answer passes as it is, so it must carry them; an HTTP API adds them itself,
 * and its functions are told of no origin.
 */
export function corsHeaders(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const origin = environment[variable];
  return origin === undefined ? {} : { 'access-control-allow-origin': origin };
}
