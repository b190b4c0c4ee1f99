import type { ExpectedAccess } from './access-scenarios.ts';

/** The kind of API: each refuses in its own way. */
export type Flavour = 'http' | 'rest';

/** What of an answer is promised. */
export interface Answer {
  readonly status: number;
  /** `Content-Type`; null: it has none. */
  readonly type: string | null;
  readonly body: string;
  /** `WWW-Authenticate`; null: it has none. */
  readonly challenge: string | null;
}

const refused = (realm: string): Answer => ({
  status: 401,
  type: 'text/plain',
  body: 'Token is not valid or has expired',
  challenge: `Bearer realm="${realm}", error="invalid_token"`,
});

/** What each flavour's gateway says of no token, and of a bad one; AWS fixes all of the HTTP API's. */
const refusals = {
  http: { none: () => message(401, 'Unauthorized'), refused: () => message(403, 'Forbidden') },
  rest: { none: refused, refused },
};

/**
 * Gives what a flavour must answer to an access scenario.
 * @param realm the setting of that name
 */
export function expectedAnswer(api: Flavour, expected: ExpectedAccess, realm: string): Answer {
  if ('refusal' in expected) {
    return refusals[api][expected.refusal === 'no_token' ? 'none' : 'refused'](realm);
  }
  return { status: 200, type: 'text/plain; charset=utf-8', body: expected.body, challenge: null };
}

/** What each flavour answers where no route is, as long as no token is sent. */
export const noRoute: Readonly<Record<Flavour, Answer>> = {
  http: message(404, 'Not Found'),
  rest: message(403, 'Missing Authentication Token'),
};

function message(status: number, text: string): Answer {
  return {
    status,
    type: 'application/json',
    body: JSON.stringify({ message: text }),
    challenge: null,
  };
}
