import { escapeControlCharacters } from 'local-gateway/escape-control-characters';
import { isJsonObject } from 'local-gateway/json';
import { type Algorithm, algorithmOf } from '../../contract/algorithms.ts';
import { parseJson } from '../../lambdas/authorizer/jwks/parse-json.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import { jwksUrl } from './jwks-endpoint.ts';
import { printableValue } from './printable-value.ts';

/** An issuer setting has at most 512 characters. */
const maxUrlCharacters = 600;
const maxAlgorithms = 20;

/** What a discovery document is compared with. */
export interface ExpectedDiscovery {
  readonly issuer: string;
  /** The `algorithms` setting. */
  readonly accepted: readonly Algorithm[];
  /** The accepted algorithms that the JWKS has a key for; undefined without a JWKS. */
  readonly verified: readonly Algorithm[] | undefined;
}

/**
 * Compares a discovery document (OpenID Connect Discovery 1.0 section 3) with the settings. The authorizer does
 * not read it, but it describes the issuer's tokens.
 */
export function discoveryFindings(
  document: string,
  expected: ExpectedDiscovery,
): readonly Finding[] {
  const discovery = parse(document);
  if (!isJsonObject(discovery)) {
    return [warning('discovery document: not a JSON object; the authorizer does not need it')];
  }
  return [
    issuerFinding(discovery['issuer'], expected.issuer),
    jwksUriFinding(discovery['jwks_uri'], expected.issuer),
    ...algorithmFindings(discovery['id_token_signing_alg_values_supported'], expected),
  ];
}

function parse(document: string): unknown {
  try {
    return parseJson(document);
  } catch {
    return undefined;
  }
}

function issuerFinding(found: unknown, issuer: string): Finding {
  if (typeof found !== 'string') return warning('discovery document: it has no issuer');
  if (found === issuer) return ok('discovery document: the issuer is the setting');
  const shown = escapeControlCharacters(found, maxUrlCharacters);
  const advice =
    found === `${issuer}/`
      ? 'configure the issuer without the trailing slash, which the setting does not allow'
      : 'tokens with another iss than the setting are rejected: set issuer to the iss of the tokens';
  return problem(
    `discovery document: the issuer is "${shown}", the setting is "${issuer}": ${advice}`,
    'its tokens have another iss',
  );
}

function jwksUriFinding(found: unknown, issuer: string): Finding {
  const { href } = jwksUrl(issuer);
  if (typeof found !== 'string') return warning('discovery document: it has no jwks_uri');
  if (URL.parse(found)?.href === href) return ok(`discovery document: jwks_uri is ${href}`);
  const shown = escapeControlCharacters(found, maxUrlCharacters);
  return problem(
    `discovery document: jwks_uri is "${shown}", but the authorizer fetches ${href}: publish the JWKS there`,
    'its JWKS is published at another URL',
  );
}

function algorithmFindings(
  found: unknown,
  { accepted, verified = accepted }: ExpectedDiscovery,
): readonly Finding[] {
  if (!Array.isArray(found) || found.length === 0) return [];
  const names = [...new Set(found.map((name) => algorithmOf(name) ?? printableValue(name)))];
  const common = accepted.filter((algorithm) => names.includes(algorithm));
  const text = `discovery document: tokens are signed with ${list(names)}`;
  if (common.length === 0) {
    return [
      problem(
        `${text}, but only ${list(accepted)} are accepted: sign with one of these, or change the algorithms setting`,
        'its signature algorithms are not accepted',
      ),
    ];
  }
  const first = ok(
    common.length === names.length ? text : `${text}; accepted are only ${list(common)}`,
  );
  const withoutKey = common.filter((algorithm) => !verified.includes(algorithm));
  if (withoutKey.length === 0) return [first];
  return [first, warning(`discovery document: the JWKS has no key for ${list(withoutKey)}`)];
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, maxAlgorithms);
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
