import type { HttpResponse } from '../gateway/http-response.ts';

/**
 * What to say of the first reply that carries the function's own `WWW-Authenticate`: it passes
 * through here, while reports disagree on whether an HTTP API renames it as a REST API does.
 */
export function createWwwAuthenticateNote(): (reply: HttpResponse) => string | undefined {
  let said = false;
  return ({ headers }) => {
    if (said || !headers.some(([name]) => name.toLowerCase() === 'www-authenticate'))
      return undefined;
    said = true;
    return 'AWS may rename WWW-Authenticate to x-amzn-remapped-www-authenticate';
  };
}
