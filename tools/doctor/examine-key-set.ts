import type { Algorithm } from '../../contract/algorithms.ts';
import { type KeySet, keySetFrom, NotAKeySet } from '../../lambdas/authorizer/key-set.ts';
import { type PublicKey, publicKey } from '../../lambdas/authorizer/public-key.ts';
import { describedValue } from './described-value.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import { keyFinding } from './key-finding.ts';

/** The authorizer's bounds (fetch-key-set.ts, key-set.ts). */
const maxBytes = 65_536;
const maxKeys = 100;
const maxCandidates = 10;

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
  let keySet: KeySet;
  try {
    keySet = keySetFrom(document);
  } catch (error) {
    if (!(error instanceof NotAKeySet)) throw error;
    return { algorithms: [], findings: [notAKeySet(error.message, document)] };
  }
  const jwks: readonly unknown[] = JSON.parse(document).keys;
  const algorithms = admitted.filter((name) => keySet.candidates(name, undefined).length > 0);
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
      ...crowded(keys, algorithms),
      ...nameless(keys),
      ...namesakes(keys),
    ],
  };
}

function notAKeySet(reason: string, document: string): Finding {
  const start =
    document.trim() === '' ? 'it is empty' : `it starts with ${describedValue(document)}`;
  return problem(
    `key set: not a key set: ${reason}; ${start}: check the issuer setting`,
    `its key endpoint answers with something that is not a key set (${reason})`,
  );
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

function crowded(keys: readonly PublicKey[], algorithms: readonly Algorithm[]): readonly Finding[] {
  return algorithms.flatMap((name) => {
    const count = keys.filter((key) => key.algorithms.includes(name)).length;
    if (count <= maxCandidates) return [];
    return warning(
      `key set: ${count} keys for ${name}: for a token without kid the first ${maxCandidates} are ` +
        'tried only; withdraw old keys, or have tokens name their key',
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

/** Keys that share type and name: each is tried, but other verifiers take the first alone. */
function namesakes(keys: readonly PublicKey[]): readonly Finding[] {
  const named = keys.filter(({ kid }) => kid !== undefined);
  const groups = Map.groupBy(
    named,
    ({ kid, keyObject }) => `${keyObject.asymmetricKeyType} ${kid}`,
  );
  return [...groups.values()].flatMap((group) => {
    if (group.length === 1) return [];
    return warning(
      `key set: ${group.length} keys of one type are named "${describedValue(group[0]?.kid)}": at ` +
        `most ${maxCandidates} of them are tried; give each a kid of its own`,
    );
  });
}
