import { type Algorithm, algorithmOf, algorithms } from './algorithms.ts';
import { isScalar, type Scalar } from './scalar.ts';
import { jsonList, type Rule, readSettings, type Setting, text, textList } from './setting.ts';

/** Which tokens of one issuer are accepted. */
export interface IssuerPolicy {
  /** `iss` of its tokens. The JWKS is at `<issuer>/.well-known/jwks.json`. */
  readonly issuer: string;
  /** A token's `aud` must contain one of these (RFC 7519 section 4.1.3). */
  readonly audience: readonly string[];
  readonly algorithms: readonly Algorithm[];
  /** Values that a claim may have, by name; of a claim that is a list, one item. */
  readonly requiredClaims: RequiredClaims;
}

type RequiredClaims = Readonly<Record<string, readonly Scalar[]>>;

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

const algorithmNames = textList({
  message: `it must be one or several of ${algorithms.join(', ')}`,
  isValid: (value) => algorithmOf(value) !== undefined,
  defaultValue: algorithms,
});

/** Reads names of algorithms. */
export const algorithmList: Setting<readonly Algorithm[]> = {
  ...algorithmNames,
  read(given, report) {
    // An empty list must not mean all of them.
    if (Array.isArray(given) && given.length === 0) report(given, 'it must not be empty');
    const own = algorithmNames.read(given, report).map(algorithmOf);
    return [...new Set(own.filter((algorithm) => algorithm !== undefined))];
  },
};

const maxEntries = 20;

/** Claims that aws-jwt-verify removes when it parses a token. */
const removedClaims = ['__proto__', 'constructor'];

const requiredClaims: Setting<RequiredClaims> = {
  read(given = {}, report) {
    const entries = isRecord(given) ? Object.entries(given) : undefined;
    if (entries === undefined || entries.length > maxEntries)
      report(given, `it must be an object with at most ${maxEntries} claims`);
    return Object.fromEntries(
      (entries ?? []).map(([name, value]) => {
        if (removedClaims.includes(name))
          report(name, 'no token can have this claim: aws-jwt-verify removes it');
        const values: readonly unknown[] = Array.isArray(value) ? value : [value];
        if (values.length === 0 || values.length > maxEntries || !values.every(isScalar))
          report(
            value,
            `of ${JSON.stringify(name)}, it must be a text, number or boolean, or a list of them`,
          );
        return [name, values.filter(isScalar)];
      }),
    );
  },
};

/** The members of an entry of `issuers`. */
const members = {
  issuer: text({ ...issuerRule, defaultValue: '' }),
  audience: textList(audienceRule),
  algorithms: algorithmList,
  requiredClaims,
};

/** Reads a list of issuer policies, or its JSON text. */
export const issuerPoliciesSetting: Setting<readonly IssuerPolicy[]> = {
  read(given, report) {
    if (given === undefined || given === '') return [];
    const entries = typeof given === 'string' ? jsonList(given) : given;
    if (Array.isArray(entries) && entries.length > 0 && entries.length <= maxEntries)
      return entries.flatMap((entry: unknown, index) =>
        policiesOf(entry, (value, message) => report(value, `in entry ${index + 1}, ${message}`)),
      );
    report(given, `it must be a list of 1 to ${maxEntries} objects with ${memberNames}`);
    return [];
  },
  encode: (policies) => (policies.length === 0 ? '' : JSON.stringify(policies.map(entryOf))),
};

const memberNames = Object.keys(members).join(', ');

function policiesOf(
  entry: unknown,
  report: (given: unknown, message: string) => void,
): readonly IssuerPolicy[] {
  if (!isRecord(entry)) {
    report(entry, `it must be an object with ${memberNames}`);
    return [];
  }
  for (const name of Object.keys(entry))
    if (!Object.hasOwn(members, name)) report(name, `the members are ${memberNames}`);
  const policy = readSettings(members, (name) => ({ name, given: entry[name] }), {
    add: (name, value, message) => report(value, `${name}: ${message}`),
  });
  if (entry['issuer'] === undefined) report(undefined, `issuer: ${issuerRule.message}`);
  if (policy.audience.length === 0) report(undefined, `audience: ${audienceRule.message}`);
  return [policy];
}

/** Returns a policy as it is written: without what is default. */
function entryOf({ algorithms: own, requiredClaims: required, ...policy }: IssuerPolicy): unknown {
  return {
    ...policy,
    ...(own.length < algorithms.length && { algorithms: own }),
    ...(Object.keys(required).length > 0 && { requiredClaims: required }),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  // A Map, for example, has no members, and would be read as no requirement.
  return [Object.prototype, null].includes(Object.getPrototypeOf(value));
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
