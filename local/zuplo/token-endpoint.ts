import type { IncomingMessage, ServerResponse } from 'node:http';
import { UserError } from 'local-gateway/user-error';
import type { TokenOptions } from './mint-token.ts';
import { bodyLimitBytes, requestBody } from './request-body.ts';
import { comesFromThisMachine } from './same-machine.ts';
import { tokenRequest } from './token-request.ts';

/** Where the stand-in mints a token for whoever asks on this machine. Zuplo has no such thing. */
export const tokenPath = '/__local/token';

/**
 * Gives the handler of `POST /__local/token`: {@link TokenOptions} as JSON in, the token as text
 * out; 400 with a sentence for a wrong request, 403 for one that another site's page sent.
 */
export function createTokenEndpoint(token: (options: TokenOptions) => Promise<string>) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!comesFromThisMachine(request)) {
      return answer(response, 403, 'tokens are for localhost alone: wrong Host or Origin');
    }
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      return answer(response, 405, 'ask for a token with POST');
    }
    const body = await requestBody(request);
    if (body === undefined) {
      response.setHeader('connection', 'close');
      return answer(response, 413, `the body must not be longer than ${bodyLimitBytes} bytes`);
    }
    try {
      answer(response, 200, await token(tokenRequest(body)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      answer(response, 400, error.message);
    }
  };
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.setHeader('content-type', 'text/plain; charset=utf-8').end(`${text}\n`);
}
