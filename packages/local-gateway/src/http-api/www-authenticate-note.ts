import type { HttpResponse } from '../gateway/http-response.ts';

/**
 * Returns a note for the first response with a function's own `WWW-Authenticate`. It is sent
 * unchanged; reports disagree on whether an HTTP API on AWS renames it as a REST API does.
 */
export function createWwwAuthenticateNote(): (response: HttpResponse) => string | undefined {
  let isNoted = false;
  return ({ headers }) => {
    if (isNoted || !headers.some(([name]) => name.toLowerCase() === 'www-authenticate'))
      return undefined;
    isNoted = true;
    return 'AWS may rename WWW-Authenticate to x-amzn-remapped-www-authenticate';
  };
}
