import { isJsonObject } from 'local-gateway/json';
import { UserError } from 'local-gateway/user-error';
import type { TokenOptions } from './mint-token.ts';
import { parseJson } from './request-body.ts';
import { algorithms, signingKeyNames } from './signing-keys.ts';

interface Rule {
  readonly isValid: (value: unknown) => boolean;
  /** Completes "<name> must be …". */
  readonly expected: string;
}

const isString = (value: unknown) => typeof value === 'string';

const oneOf = (names: readonly string[]): Rule => ({
  isValid: (value) => names.some((name) => name === value),
  expected: `one of ${names.join(', ')}`,
});

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
  for (const [name, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, name) ? rules[name as keyof TokenOptions] : undefined;
    if (rule === undefined) {
      const known = Object.keys(rules).join(', ');
      throw new UserError(`${excerpt(name)} is unknown: the options are ${known}`);
    }
    if (!rule.isValid(value))
      throw new UserError(`${name} must be ${rule.expected}, not ${excerpt(value)}`);
  }
  return options;
}

function excerpt(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}
