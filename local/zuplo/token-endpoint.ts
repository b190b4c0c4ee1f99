import type { IncomingMessage, ServerResponse } from 'node:http';
import { UserError } from 'local-gateway/user-error';
import type { TokenOptions } from './mint-token.ts';
import { requestBody } from './request-body.ts';
import { isSameOrigin } from './request-origin.ts';
import { parseTokenOptions } from './token-options.ts';

/** The stand-in's endpoint for tokens. Zuplo has no equivalent. */
export const tokenPath = '/__local/token';

/**
 * Creates the handler of `POST /__local/token`, which takes {@link TokenOptions} as JSON and responds
 * with the token as text, 400 and a message for invalid options, or 403 for another site's page.
 */
export function createTokenEndpoint(token: (options: TokenOptions) => Promise<string>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isSameOrigin(request))
      return respond(response, 403, 'only localhost may request tokens: wrong Host or Origin');
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      return respond(response, 405, 'request a token with POST');
    }
    try {
      respond(response, 200, await token(parseTokenOptions(await requestBody(request))));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      respond(response, 400, error.message);
    }
  };
}

function respond(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.setHeader('content-type', 'text/plain; charset=utf-8').end(`${text}\n`);
}
