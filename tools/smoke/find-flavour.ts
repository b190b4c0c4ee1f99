import { UserError } from 'local-gateway/user-error';
import { answerText } from './answer-text.ts';
import { type Asking, ask, NoAnswer } from './ask.ts';
import { type Flavour, noRoute } from './expected-answers.ts';

/** A path that no route of this API takes. */
export const unknownPath = '/no-such-path';

/**
 * Finds out which kind of API answers, by what it says of a path that does not exist.
 *
 * @throws {UserError} when nothing answers there, or neither kind
 */
export async function findFlavour(asking: Asking): Promise<Flavour> {
  const answer = await ask(asking, unknownPath).catch((error) => {
    if (!(error instanceof NoAnswer)) throw error;
    const action = error.isRefused ? ': check --url; for a local API run npm start' : '';
    throw new UserError(`cannot tell: ${error.message} from ${asking.url.origin}${action}`);
  });
  const found = (['http', 'rest'] as const).find(
    (api) => answer.status === noRoute[api].status && answer.body === noRoute[api].body,
  );
  if (found !== undefined) return found;
  throw new UserError(
    `cannot tell which kind of API answers at ${asking.url.origin}: ${unknownPath} gave ` +
      `${answerText(answer)}; a REST API's URL ends in its stage, such as /prod; ` +
      '--api http or --api rest skips this question',
  );
}
