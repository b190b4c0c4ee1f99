import { UserError } from 'local-gateway/user-error';
import type { TokenOptions } from './mint-token.ts';
import { algorithms, signers } from './signing-keys.ts';

interface Rule {
  readonly fits: (value: unknown) => boolean;
  /** Completes "<name> must be …". */
  readonly mustBe: string;
}

const isText = (value: unknown) => typeof value === 'string';

const rules: Readonly<Record<keyof TokenOptions, Rule>> = {
  sub: { fits: isText, mustBe: 'a string' },
  audience: {
    fits: (value) => isText(value) || (Array.isArray(value) && value.every(isText)),
    mustBe: 'a string or a list of strings',
  },
  expiresIn: { fits: Number.isSafeInteger, mustBe: 'a whole number of seconds' },
  algorithm: {
    fits: (value) => algorithms.some((known) => known === value),
    mustBe: `one of ${algorithms.join(', ')}`,
  },
  kid: { fits: (value) => typeof value === 'boolean', mustBe: 'true or false' },
  typ: { fits: isText, mustBe: 'a string' },
  signer: {
    fits: (value) => signers.some((known) => known === value),
    mustBe: `one of ${signers.join(', ')}`,
  },
  claims: { fits: isObject, mustBe: 'an object' },
};

/**
 * The token that a request's body asks for: a JSON object of {@link TokenOptions}, or nothing at
 * all for a token as Zuplo has it by default.
 *
 * @throws {UserError} naming the first member that is unknown or wrong, and what would be right
 */
export function tokenRequest(body: string): TokenOptions {
  const request = body.trim() === '' ? {} : parsed(body);
  if (!isObject(request)) throw new UserError('the body must be a JSON object');
  for (const [name, value] of Object.entries(request)) {
    const rule = Object.hasOwn(rules, name) ? rules[name as keyof TokenOptions] : undefined;
    if (rule === undefined) {
      throw new UserError(
        `${excerpt(name)} is unknown: known are ${Object.keys(rules).join(', ')}`,
      );
    }
    if (!rule.fits(value)) {
      throw new UserError(`${name} must be ${rule.mustBe}, not ${excerpt(value)}`);
    }
  }
  return request;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new UserError('the body must be JSON');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value in its JSON spelling, short enough for one line. */
function excerpt(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}
