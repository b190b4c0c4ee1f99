import { escapeControlCharacters } from 'local-gateway/escape-control-characters';
import { isJsonObject } from 'local-gateway/json';
import type { Algorithm } from '../../contract/algorithms.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import { keySetUrl } from './key-endpoint.ts';

/** Characters that are shown of a URL: all of one that could be the issuer setting. */
const longestUrl = 600;
/** Algorithms that are shown, of 20 characters each. */
const mostAlgorithms = 20;

/** Who was asked, and what was found of their keys. */
export interface Asked {
  readonly issuer: string;
  /** The `algorithms` setting. */
  readonly admitted: readonly Algorithm[];
  /** Those of them that the key set has a key for; undefined if there is no key set. */
  readonly verified: readonly Algorithm[] | undefined;
}

/**
 * Holds a discovery document (OpenID Connect Discovery 1.0 section 3) against the settings. The
 * authorizer does not read it, but it says what tokens will look like.
 */
export function discoveryFindings(document: string, asked: Asked): readonly Finding[] {
  const discovery = parsed(document);
  if (!isJsonObject(discovery)) {
    return [warning('discovery document: not a JSON object; the authorizer does not need it')];
  }
  return [
    issuerFinding(discovery['issuer'], asked.issuer),
    keysFinding(discovery['jwks_uri'], asked.issuer),
    ...algorithmFindings(discovery['id_token_signing_alg_values_supported'], asked),
  ];
}

function parsed(document: string): unknown {
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}

function issuerFinding(named: unknown, issuer: string): Finding {
  if (typeof named !== 'string') return warning('discovery document: names no issuer');
  if (named === issuer) return ok('discovery document: names the issuer as it is set');
  const both = `discovery document: the issuer is "${escapeControlCharacters(named, longestUrl)}", set is "${issuer}"`;
  const reason = 'its tokens name another issuer';
  if (named === `${issuer}/`) {
    const slash = 'they differ by the trailing slash, which the issuer setting does not take';
    return problem(`${both}: ${slash}: have the issuer leave it out`, reason);
  }
  return problem(
    `${both}: tokens are refused whose iss is not the setting to the letter: set issuer to what they name`,
    reason,
  );
}

function keysFinding(named: unknown, issuer: string): Finding {
  const fetched = keySetUrl(issuer).href;
  if (typeof named !== 'string') return warning('discovery document: has no jwks_uri');
  if (URL.parse(named)?.href === fetched)
    return ok(`discovery document: the keys are at ${fetched}`);
  return problem(
    `discovery document: the keys are at "${escapeControlCharacters(named, longestUrl)}", and the authorizer fetches ` +
      `them from ${fetched} only: have the issuer publish them there`,
    'its keys are published elsewhere',
  );
}

function algorithmFindings(
  named: unknown,
  { admitted, verified = admitted }: Asked,
): readonly Finding[] {
  if (!Array.isArray(named) || named.length === 0) return [];
  const names = [...new Set(named.map(String))];
  const fitting = admitted.filter((algorithm) => names.includes(algorithm));
  const found = `discovery document: tokens are signed with ${listed(names)}`;
  if (fitting.length === 0) {
    return [
      problem(
        `${found}, and the authorizer admits ${listed(admitted)} only: have the issuer sign with ` +
          'one of these, or change the algorithms setting',
        'it signs with no algorithm that is admitted',
      ),
    ];
  }
  const all = fitting.length === names.length;
  const first = ok(all ? found : `${found}; admitted are ${listed(fitting)} alone`);
  const keyless = fitting.filter((algorithm) => !verified.includes(algorithm));
  if (keyless.length === 0) return [first];
  return [first, warning(`discovery document: the key set has no key for ${listed(keyless)}`)];
}

function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, mostAlgorithms)
    .map((name) => escapeControlCharacters(name, 20))
    .join(', ');
  return names.length > mostAlgorithms
    ? `${shown} and ${names.length - mostAlgorithms} more`
    : shown;
}
