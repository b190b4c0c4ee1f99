import { isJsonObject } from 'local-gateway/json';
import { UserError } from 'local-gateway/user-error';
import { memberProblems, oneOf, type Rule } from './members.ts';
import type { TokenOptions } from './mint-token.ts';
import { parseJson } from './request-body.ts';
import { algorithms, signingKeyNames } from './signing-keys.ts';

const isString = (value: unknown) => typeof value === 'string';

const rules: Readonly<Record<keyof TokenOptions, Rule>> = {
  sub: { isValid: isString, expected: 'a string' },
  audience: {
    isValid: (value) => isString(value) || (Array.isArray(value) && value.every(isString)),
    expected: 'a string or a list of strings',
  },
  expiresIn: { isValid: Number.isSafeInteger, expected: 'a whole number of seconds' },
  algorithm: oneOf(algorithms),
  kid: { isValid: (value) => typeof value === 'boolean', expected: 'true or false' },
  typ: { isValid: isString, expected: 'a string' },
  signingKey: oneOf(signingKeyNames),
  claims: { isValid: isJsonObject, expected: 'an object' },
};

/**
 * Parses the body of a token request: {@link TokenOptions} as JSON; an empty body stands for the defaults.
 *
 * @throws {UserError} naming the first unknown or invalid option and what is valid
 */
export function parseTokenOptions(body: string): TokenOptions {
  const options = body.trim() === '' ? {} : parseJson(body);
  if (!isJsonObject(options)) throw new UserError('the body must be a JSON object');
  const [problem] = memberProblems(options, rules, 'options');
  if (problem !== undefined) throw new UserError(problem);
  return options;
}
