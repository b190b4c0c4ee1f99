import { escapeControlCharacters } from 'local-gateway/escape-control-characters';
import type { Algorithm } from '../../contract/algorithms.ts';
import {
  InvalidJwksError,
  type Jwks,
  maxKeys,
  parseJwks,
} from '../../lambdas/authorizer/jwks/jwks.ts';
import { parseJson } from '../../lambdas/authorizer/jwks/parse-json.ts';
import { type PublicKey, publicKey } from '../../lambdas/authorizer/jwks/public-key.ts';
import { maxBytes } from '../../lambdas/authorizer/jwks/response-text.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import { keyFinding } from './key-finding.ts';
import { printableValue } from './printable-value.ts';

export interface JwksExamination {
  /** The accepted algorithms that a key verifies. */
  readonly algorithms: readonly Algorithm[];
  readonly findings: readonly Finding[];
}

/**
 * Examines a JWKS with the authorizer's code.
 * @param document the response of the JWKS endpoint
 * @param accepted the `algorithms` setting
 */
export function examineJwks(document: string, accepted: readonly Algorithm[]): JwksExamination {
  let jwks: Jwks;
  try {
    jwks = parseJwks(document);
  } catch (error) {
    if (!(error instanceof InvalidJwksError)) throw error;
    return { algorithms: [], findings: [invalidJwks(error.message, document)] };
  }
  const { keys: members } = parseJson(document) as { keys: readonly unknown[] };
  const algorithms = accepted.filter((name) => jwks.matchingKeys(name, undefined).length > 0);
  const keys = members
    .map(publicKey)
    .filter((key) => typeof key === 'object')
    .filter((key) => key.algorithms.some((name) => accepted.includes(name)));
  return {
    algorithms,
    findings: [
      size(document, members.length),
      ...members.map((jwk, index) => keyFinding(jwk, index + 1, accepted)),
      ...(algorithms.length > 0 ? [] : [withoutUsableKey(members.length, accepted)]),
      ...tooManyKeys(keys, jwks, algorithms),
      ...keysWithoutKid(keys),
      ...sharedKids(keys),
    ],
  };
}

function invalidJwks(reason: string, document: string): Finding {
  const advice = reason.startsWith('more than') ? 'remove old keys' : 'check the issuer setting';
  return problem(
    `JWKS: invalid: ${reason}${startOf(document)}: ${advice}`,
    `its JWKS endpoint does not return a JWKS (${reason})`,
  );
}

/** Quotes enough to recognize an HTML page, too little to disclose a secret. */
function startOf(document: string): string {
  if (document.trim() === '') return ' (empty)';
  return /^\s*[{[]/.test(document)
    ? ''
    : ` (it starts with ${escapeControlCharacters(document.trim(), 20)})`;
}

function size(document: string, count: number): Finding {
  const bytes = Buffer.byteLength(document);
  const found = `JWKS: ${count} of at most ${maxKeys} keys, ${bytes} of at most ${maxBytes} bytes`;
  return count <= maxKeys / 2 && bytes <= maxBytes / 2
    ? ok(found)
    : warning(`${found}: above a limit, the authorizer rejects the whole JWKS; remove old keys`);
}

function withoutUsableKey(count: number, accepted: readonly Algorithm[]): Finding {
  if (count === 0) return problem('JWKS: empty: publish a key', 'its JWKS is empty');
  const found = `no usable key for ${accepted.join(', ')}`;
  return problem(
    `JWKS: ${found}: publish one, or change the algorithms setting`,
    `its JWKS has ${found}`,
  );
}

function tooManyKeys(
  keys: readonly PublicKey[],
  jwks: Jwks,
  algorithms: readonly Algorithm[],
): readonly Finding[] {
  return algorithms.flatMap((name) => {
    const count = keys.filter((key) => key.algorithms.includes(name)).length;
    const tried = jwks.matchingKeys(name, undefined).length;
    if (count === tried) return [];
    return warning(
      `JWKS: ${count} keys for ${name}, but only the first ${tried} are tried for a token without kid: ` +
        'remove old keys, or add a kid to tokens',
    );
  });
}

function keysWithoutKid(keys: readonly PublicKey[]): readonly Finding[] {
  const count = keys.filter(({ kid }) => kid === undefined).length;
  if (count === 0) return [];
  if (count === keys.length)
    return [ok('JWKS: no key has a kid, as Zuplo documents: tokens with one are rejected')];
  return [
    warning(
      `JWKS: ${count} of ${keys.length} usable keys have no kid: they do not verify tokens that have one`,
    ),
  ];
}

/** Keys of the same type must have different kids (RFC 7517 section 4.5). */
function sharedKids(keys: readonly PublicKey[]): readonly Finding[] {
  const groups = Map.groupBy(
    keys.filter(({ kid }) => kid !== undefined),
    ({ kid, keyObject }) => `${keyObject.asymmetricKeyType} ${kid}`,
  );
  return [...groups.values()].flatMap((group) => {
    if (group.length === 1) return [];
    return warning(
      `JWKS: ${group.length} keys of the same type share the kid "${printableValue(group[0]?.kid)}": the ` +
        'authorizer tries all of them, other verifiers may not',
    );
  });
}
