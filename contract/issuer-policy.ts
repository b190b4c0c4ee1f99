import { type Algorithm, algorithmOf, algorithms } from './algorithms.ts';
import { jsonList, type Rule, type Setting } from './setting.ts';

/** A claim's value that a policy can require, and a context can hold. */
export type Scalar = string | number | boolean;

/** Which tokens of one issuer are accepted. */
export interface IssuerPolicy {
  /** `iss` of its tokens. The JWKS is at `<issuer>/.well-known/jwks.json`. */
  readonly issuer: string;
  /** A token's `aud` must contain one of these (RFC 7519 section 4.1.3). */
  readonly audience: readonly string[];
  readonly algorithms: readonly Algorithm[];
  /** Values that a claim may have, by name; of a claim that is a list, one item. */
  readonly requiredClaims: Readonly<Record<string, readonly Scalar[]>>;
}

export const issuerRule: Rule = {
  message:
    'it must be an absolute https URL without user, query, fragment, trailing slash or /.well-known/ ' +
    '(http only for a loopback host), such as https://example.zuplo.app/__zuplo/issuer',
  isValid: isIssuer,
};

export const audienceRule: Rule = {
  message: 'it must be 1 to 256 printable characters without a comma or spaces at its ends',
  isValid: (value) => /^[^\p{C},]{1,256}$/u.test(value) && value.trim() === value,
};

export const algorithmRule: Rule = {
  message: `it must be one or several of ${algorithms.join(', ')}`,
  isValid: (value) => algorithmOf(value) !== undefined,
};

/** Returns the algorithms of valid names. */
export function algorithmsOf(names: readonly string[]): readonly Algorithm[] {
  return names.map(algorithmOf).filter((algorithm) => algorithm !== undefined);
}

/** An entry of `issuers` as it is written: the optional members may be absent. */
interface IssuerEntry {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly algorithms?: readonly string[];
  readonly requiredClaims?: IssuerPolicy['requiredClaims'];
}

const maxEntries = 20;
const form =
  'a list of { "issuer": text, "audience": text or list, "algorithms": list, ' +
  '"requiredClaims": { name: scalar or list of scalars } }, the last two optional';

/** Reads a list of issuer policies, or its JSON text. */
export const issuerPoliciesSetting: Setting<readonly IssuerPolicy[]> = {
  read(given, report) {
    if (given === undefined || given === '') return [];
    const entries = typeof given === 'string' ? jsonList(given) : given;
    if (!Array.isArray(entries) || entries.length === 0 || entries.length > maxEntries) {
      report(given, `it must be ${form}, with 1 to ${maxEntries} entries`);
      return [];
    }
    return entries.flatMap((entry: unknown, index) => {
      const policy = policyOf(entry, (value, message) =>
        report(value, `in entry ${index + 1}, ${message}`),
      );
      return policy === undefined ? [] : [policy];
    });
  },
  encode: (policies) => (policies.length === 0 ? '' : JSON.stringify(policies.map(entryOf))),
};

type Report = (given: unknown, message: string) => void;

function policyOf(entry: unknown, report: Report): IssuerPolicy | undefined {
  if (!isRecord(entry)) {
    report(entry, `it must be an object: see docs/settings.md`);
    return undefined;
  }
  const { issuer, audience, algorithms: names, requiredClaims, ...others } = entry;
  for (const name of Object.keys(others))
    report(name, 'there is no such member; there are issuer, audience, algorithms, requiredClaims');
  if (typeof issuer !== 'string' || !isIssuer(issuer))
    report(issuer, `issuer: ${issuerRule.message}`);
  return {
    issuer: String(issuer),
    audience: texts(audience, 'audience', audienceRule, report),
    algorithms:
      names === undefined
        ? algorithms
        : algorithmsOf(texts(names, 'algorithms', algorithmRule, report)),
    requiredClaims: claimsFrom(requiredClaims, report),
  };
}

function texts(given: unknown, name: string, rule: Rule, report: Report): readonly string[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (list.length === 0 || list.length > maxEntries)
    report(given, `${name}: it must be 1 to ${maxEntries} values`);
  const valid = list.filter(
    (value): value is string => typeof value === 'string' && rule.isValid(value),
  );
  for (const value of list)
    if (typeof value !== 'string' || !rule.isValid(value))
      report(value, `${name}: ${rule.message}`);
  return valid;
}

function claimsFrom(given: unknown, report: Report): IssuerPolicy['requiredClaims'] {
  if (given === undefined) return {};
  const entries = isRecord(given) ? Object.entries(given) : [];
  if (entries.length === 0 || entries.length > maxEntries) {
    report(given, `requiredClaims: it must be an object with 1 to ${maxEntries} claims`);
    return {};
  }
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      if (values.length === 0 || values.length > maxEntries || !values.every(isScalar))
        report(
          value,
          `requiredClaims, ${JSON.stringify(name)}: it must be a text, number or boolean, or a list of them`,
        );
      return [name, values.filter(isScalar)];
    }),
  );
}

function entryOf({ issuer, audience, algorithms: own, requiredClaims }: IssuerPolicy): IssuerEntry {
  return {
    issuer,
    audience,
    ...(own !== algorithms && { algorithms: own }),
    ...(Object.keys(requiredClaims).length > 0 && { requiredClaims }),
  };
}

/** Returns whether a value can be required of a claim, or forwarded. */
export function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Hosts that never leave the machine: the only ones that plain http is allowed for. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

function isIssuer(value: string): boolean {
  if (value.length > 512 || !/^[\x21-\x7e]+$/.test(value)) return false;
  if (/[?#,\\"]|\/$|\/\.well-known(\/|$)/.test(value)) return false;
  const url = URL.parse(value);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return (
    url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.includes(url.hostname))
  );
}
