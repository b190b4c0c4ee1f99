import type { RequestListener, ServerResponse } from 'node:http';
import { startApi } from '../../local/zuplo/echo-api.ts';
import { signed, signingKey } from '../../signing.ts';

const key = signingKey('EdDSA');
const exp = Math.floor(Date.now() / 1000) + 3600;

/** The one token that is valid here. */
export const token = signed(key, {
  payload: { iss: 'https://a.example', aud: 'b', sub: 'alice', exp },
});

/** Answers in plain text. */
export function text(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(body);
}

/** Answers as API Gateway itself does. */
export function message(response: ServerResponse, status: number, body: string): void {
  const content = JSON.stringify({ message: body });
  response.writeHead(status, { 'content-type': 'application/json' }).end(content);
}

/** What an HTTP API of ours says, by path. */
const right: Readonly<Record<string, RequestListener>> = {
  '/': (_, response) => text(response, 200, 'Welcome to the public API'),
  '/protected': ({ headers: { authorization } }, response) => {
    if (authorization === undefined) message(response, 401, 'Unauthorized');
    else if (authorization === `Bearer ${token}`) text(response, 200, 'Hello, alice!');
    else message(response, 403, 'Forbidden');
  },
  '*': (_, response) => message(response, 404, 'Not Found'),
};

/** Gives an HTTP API of ours that is wrong in what is given by path, `*` being any other path. */
export function rightExcept(wrong: Readonly<Record<string, RequestListener>>): RequestListener {
  const listeners = { ...right, ...wrong };
  return (request, response) =>
    (listeners[request.url ?? ''] ?? listeners['*'])?.(request, response);
}

/** Serves such an API while it is used. */
export async function against<T>(
  wrong: Readonly<Record<string, RequestListener>>,
  use: (url: URL) => Promise<T>,
): Promise<T> {
  const api = await startApi(rightExcept(wrong));
  try {
    return await use(api.url);
  } finally {
    await api.close();
  }
}
