import { readFileSync, statSync } from 'node:fs';
import { isJsonObject, type JsonObject } from 'local-gateway/json';
import { UserError } from 'local-gateway/user-error';
import type { Consumer } from './consumers.ts';
import { memberProblems, oneOf, type Rule } from './members.ts';
import type { TokenOptions } from './mint-token.ts';
import { algorithms } from './signing-keys.ts';

const maxConsumers = 100;
const maxFileBytes = 64 * 1024;
const maxLifetimeSeconds = 31_536_000;

const text: Rule = {
  isValid: (value) => typeof value === 'string' && /^[^\p{Cc}]{1,256}$/u.test(value),
  expected: 'a text of 1 to 256 characters without control characters',
};

const object: Rule = { isValid: isJsonObject, expected: 'an object' };

const userPath = /^(sub|data(\.[^.]+)+)$/;

/** The members of an entry: the consumer, and the options of Zuplo's policy and its JWT service. */
const rules = {
  apiKey: {
    isValid: (value) => typeof value === 'string' && /^[\x21-\x7e]{1,256}$/.test(value),
    expected: 'a text of 1 to 256 printable ASCII characters without spaces',
  },
  consumer: text,
  metadata: object,
  subject: text,
  audience: text,
  expiresIn: {
    isValid: (value) => lifetimeSeconds(value) !== undefined,
    expected: `seconds, or a text such as 5m (s, m, h, d or w), from 1 second to a year`,
  },
  algorithm: oneOf(algorithms),
  additionalClaims: object,
  claimsFromUser: {
    isValid: (value) =>
      isJsonObject(value) && Object.values(value).every((path) => userPath.test(String(path))),
    expected: 'an object with sub, or data. and a member of the metadata, for each claim',
  },
} satisfies Readonly<Record<string, Rule>>;

/**
 * Reads consumers from a JSON file: a list of objects with the members that docs/zuplo.md describes.
 *
 * @throws {UserError} naming the file and everything that is wrong in it
 * @see https://zuplo.com/docs/policies/upstream-zuplo-jwt-auth-inbound
 */
export function readConsumers(file: string): readonly Consumer[] {
  const entries = jsonFile(file);
  if (!Array.isArray(entries) || entries.length === 0 || entries.length > maxConsumers)
    throw new UserError(`${file} must be a JSON list of 1 to ${maxConsumers} consumers`);
  const problems = entries.flatMap((entry, index) =>
    entryProblems(entry, entries.slice(0, index)).map(
      (problem) => `entry ${index + 1}: ${problem}`,
    ),
  );
  if (problems.length > 0) throw new UserError(`${file}:\n  - ${problems.join('\n  - ')}`);
  return entries.map(consumerFrom);
}

function jsonFile(file: string): unknown {
  try {
    if (statSync(file).size > maxFileBytes)
      throw new UserError(`${file} must not be longer than ${maxFileBytes} bytes`);
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof SyntaxError) throw new UserError(`${file} is not JSON: ${error.message}`);
    throw new UserError(
      `--consumers: cannot read ${file} (${(error as NodeJS.ErrnoException).code})`,
    );
  }
}

function entryProblems(entry: unknown, previous: readonly unknown[]): readonly string[] {
  if (!isJsonObject(entry)) return ['it must be an object'];
  const required = ['apiKey', 'consumer'].filter((name) => entry[name] === undefined);
  const isDuplicate = previous.some(
    (other) => isJsonObject(other) && other['apiKey'] === entry['apiKey'],
  );
  return [
    ...required.map((name) => `${name} is missing`),
    ...memberProblems(entry, rules, 'members'),
    ...(isDuplicate ? ['an entry above has the same apiKey'] : []),
  ];
}

interface Entry {
  readonly apiKey: string;
  readonly consumer: string;
  readonly metadata?: JsonObject;
  readonly subject?: string;
  readonly audience?: string;
  readonly expiresIn?: number | string;
  readonly algorithm?: NonNullable<TokenOptions['algorithm']>;
  readonly additionalClaims?: JsonObject;
  readonly claimsFromUser?: Readonly<Record<string, string>>;
}

/** @param entry checked by the rules */
function consumerFrom(entry: Entry): Consumer {
  const { apiKey, consumer, audience, algorithm, expiresIn } = entry;
  const user = { sub: consumer, data: entry.metadata ?? {} };
  const fromUser = Object.entries(entry.claimsFromUser ?? {}).flatMap(([claim, path]) => {
    const value = valueAt(user, path);
    return value === undefined ? [] : [[claim, value]];
  });
  const claims = { ...entry.additionalClaims, ...Object.fromEntries(fromUser) };
  const token: TokenOptions = {
    sub: entry.subject ?? consumer,
    ...(audience !== undefined && { audience }),
    ...(algorithm !== undefined && { algorithm }),
    ...(expiresIn !== undefined && { expiresIn: lifetimeSeconds(expiresIn) ?? 0 }),
    ...(Object.keys(claims).length > 0 && { claims }),
  };
  return { apiKey, name: consumer, token };
}

function valueAt(user: JsonObject, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined,
      user,
    );
}

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

function lifetimeSeconds(value: unknown): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,8})([smhdw])$/.exec(String(value)) ?? [];
  const seconds = typeof value === 'number' ? value : Number(digits) * (secondsOf[unit] ?? 0);
  const isValid = Number.isSafeInteger(seconds) && seconds >= 1 && seconds <= maxLifetimeSeconds;
  return isValid ? seconds : undefined;
}
