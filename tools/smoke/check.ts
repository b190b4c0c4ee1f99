import { accessScenarios } from './access-scenarios.ts';
import { answerText } from './answer-text.ts';
import type { WireAnswer } from './ask.ts';
import type { Credentials } from './credentials.ts';
import { type Answer, expectedAnswer, type Flavour, noRoute } from './expected-answers.ts';
import { unknownPath } from './find-flavour.ts';
import type { TokenCaller } from './token-source.ts';

/** One request, and what is expected of the answer. */
export interface Check {
  readonly name: string;
  /** Below the base URL, as it is sent. */
  readonly path: string;
  readonly credentials: Credentials;
  readonly expectation: Expectation;
  /** An answer that may be the token's fault as well: that of an API which refuses it. */
  readonly refusal?: Expectation;
}

/** What an answer must be. */
export interface Expectation {
  readonly text: string;
  fits(answer: WireAnswer): boolean;
}

/** Ways to write `/protected` that must not lead around the authorizer. */
const detours = ['/protected/', '//protected', '/PROTECTED', '/%70rotected', '/./protected'];

/** Gives all that is checked of an API: who gets in, what is not there, and the ways around. */
export function checksFor(api: Flavour, caller: TokenCaller): readonly Check[] {
  const anonymous = { needs: 'nothing' } as const;
  return [
    ...accessScenarios(caller).map(({ expected, ...scenario }) => ({
      ...scenario,
      expectation: exactly((realm) => expectedAnswer(api, expected, realm)),
      ...('body' in expected &&
        scenario.path === '/protected' && {
          refusal: exactly((realm) => expectedAnswer(api, { refusal: 'bad_signature' }, realm)),
        }),
    })),
    {
      name: 'a path that does not exist',
      path: unknownPath,
      credentials: anonymous,
      expectation: exactly(() => noRoute[api]),
    },
    ...detours.map((path) => ({
      name: `no token, by way of ${path}`,
      path,
      credentials: anonymous,
      expectation: noSuccess,
    })),
  ];
}

const noSuccess: Expectation = {
  text: 'anything but a success',
  fits: ({ status }) => status < 200 || status > 299,
};

/** The very answer; its realm is a setting, so the one that comes is right. */
function exactly(expected: (realm: string) => Answer): Expectation {
  return {
    text: answerText(expected('…')),
    fits: (came) => {
      const [, realm = ''] = /^Bearer realm="([^"]*)"/.exec(came.challenge ?? '') ?? [];
      const { status, type, body, challenge } = expected(realm);
      return (
        came.status === status &&
        came.type === type &&
        came.body === body &&
        came.challenge === challenge
      );
    },
  };
}
