import { escapeControlCharacters } from 'local-gateway/escape-control-characters';
import type { Algorithm } from '../../contract/algorithms.ts';
import { maxBytes } from '../../lambdas/authorizer/jwks/fetch-jwks.ts';
import {
  InvalidJwksError,
  type Jwks,
  maxKeys,
  parseJwks,
} from '../../lambdas/authorizer/jwks/jwks.ts';
import { type PublicKey, publicKey } from '../../lambdas/authorizer/jwks/public-key.ts';
import { describedValue } from './described-value.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import { keyFinding } from './key-finding.ts';

/** What the authorizer makes of a key set. */
export interface KeySetExamination {
  /** Those that are admitted and that a key verifies. */
  readonly algorithms: readonly Algorithm[];
  readonly findings: readonly Finding[];
}

/**
 * Reads a key set with the authorizer's own code and says of each key, and of all together, what
 * they are good for.
 * @param document the key endpoint's answer
 * @param admitted the `algorithms` setting
 */
export function examineKeySet(document: string, admitted: readonly Algorithm[]): KeySetExamination {
  let keySet: Jwks;
  try {
    keySet = parseJwks(document);
  } catch (error) {
    if (!(error instanceof InvalidJwksError)) throw error;
    return { algorithms: [], findings: [notAKeySet(error.message, document)] };
  }
  const jwks: readonly unknown[] = JSON.parse(document).keys;
  const algorithms = admitted.filter((name) => keySet.matchingKeys(name, undefined).length > 0);
  const keys = jwks
    .map(publicKey)
    .filter((key) => key !== undefined)
    .filter((key) => key.algorithms.some((name) => admitted.includes(name)));
  return {
    algorithms,
    findings: [
      size(document, jwks.length),
      ...jwks.map((jwk, index) => keyFinding(jwk, index + 1, admitted)),
      ...nothingLeft(jwks.length, algorithms, admitted),
      ...crowded(keys, keySet, algorithms),
      ...nameless(keys),
      ...namesakes(keys),
    ],
  };
}

function notAKeySet(reason: string, document: string): Finding {
  return problem(
    `key set: not a key set: ${reason}${startOf(document)}: ` +
      (reason.startsWith('more than') ? 'have old keys withdrawn' : 'check the issuer setting'),
    `its key endpoint answers with something that is not a key set (${reason})`,
  );
}

/** Enough to tell a page from a key set, too little to give away a secret that should not be there. */
function startOf(document: string): string {
  if (document.trim() === '') return ', for it is empty';
  return /^\s*[{[]/.test(document)
    ? ''
    : `, for it starts with ${escapeControlCharacters(document.trim(), 20)}`;
}

function size(document: string, count: number): Finding {
  const bytes = Buffer.byteLength(document);
  const found = `key set: ${count} of at most ${maxKeys} keys, ${bytes} of at most ${maxBytes} bytes`;
  if (count <= maxKeys / 2 && bytes <= maxBytes / 2) return ok(found);
  return warning(`${found}: past either bound the whole set is refused; withdraw old keys`);
}

function nothingLeft(
  count: number,
  algorithms: readonly Algorithm[],
  admitted: readonly Algorithm[],
): readonly Finding[] {
  if (algorithms.length > 0) return [];
  if (count === 0) {
    return [problem('key set: empty: the issuer has withdrawn all keys', 'its key set is empty')];
  }
  const wanted = admitted.join(', ');
  return [
    problem(
      `key set: no key for ${wanted}: publish one, or change the algorithms setting`,
      `its key set has no key for ${wanted}`,
    ),
  ];
}

function crowded(
  keys: readonly PublicKey[],
  keySet: Jwks,
  algorithms: readonly Algorithm[],
): readonly Finding[] {
  return algorithms.flatMap((name) => {
    const count = keys.filter((key) => key.algorithms.includes(name)).length;
    const tried = keySet.matchingKeys(name, undefined).length;
    if (count === tried) return [];
    return warning(
      `key set: ${count} keys for ${name}: for a token without kid only the first ${tried} are ` +
        'tried; withdraw old keys, or have tokens name their key',
    );
  });
}

function nameless(keys: readonly PublicKey[]): readonly Finding[] {
  const count = keys.filter(({ kid }) => kid === undefined).length;
  if (count === 0) return [];
  const which = count === keys.length ? 'all' : `${count} of ${keys.length}`;
  return [
    warning(
      `key set: ${which} usable keys are without kid: a token that names a kid is not tried with them`,
    ),
  ];
}

/** Keys that share type and name, which should tell them apart (RFC 7517 section 4.5). */
function namesakes(keys: readonly PublicKey[]): readonly Finding[] {
  const named = keys.filter(({ kid }) => kid !== undefined);
  const groups = Map.groupBy(
    named,
    ({ kid, keyObject }) => `${keyObject.asymmetricKeyType} ${kid}`,
  );
  return [...groups.values()].flatMap((group) => {
    if (group.length === 1) return [];
    return warning(
      `key set: ${group.length} keys of one type are named "${describedValue(group[0]?.kid)}": the ` +
        'authorizer tries one after the other, others may not; give each a kid of its own',
    );
  });
}
