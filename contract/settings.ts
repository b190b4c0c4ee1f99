import { type Algorithm, algorithms } from './algorithms.ts';
import {
  createSettingsCheck,
  type Rule,
  type SettingsCheck,
  type WholeNumber,
} from './settings-check.ts';

/** What the authorizer is told: decided at synth, carried in its environment, read at cold start. */
export interface AuthorizerSettings {
  /** The issuers whose tokens are accepted, each with the key set below its own URL. */
  readonly issuers: readonly string[];
  /** A token is for us if its `aud` holds one of these (RFC 7519 section 4.1.3). */
  readonly audiences: readonly string[];
  /** The algorithms that a token may be signed with. `@default all of them` */
  readonly algorithms: readonly Algorithm[];
  /** Seconds by which the issuer's clock and ours may differ. `@default 3` */
  readonly leewaySeconds: number;
  /** Seconds that a token may still have to live, 0 for any number. `@default 0` */
  readonly maxTokenLifetimeSeconds: number;
  /** Claims that handlers are told, besides `sub`, `exp` and the scopes. `@default none` */
  readonly claims: readonly string[];
  /** Seconds for which keys are used at most without asking the issuer again; each instance draws 80 to 100 % of it. `@default 300` */
  readonly jwksRefreshSeconds: number;
  /** Seconds after which keys are not trusted, even if no newer ones can be had. `@default 86400` */
  readonly jwksMaxStaleSeconds: number;
  /** Milliseconds that fetching keys may take; refreshing those we have, half of it. `@default 2000` */
  readonly jwksTimeoutMilliseconds: number;
}

const issuerRule: Rule = {
  right:
    'it must be an absolute https URL without user, query, fragment or trailing slash ' +
    '(http only for a loopback host), such as https://example.zuplo.app/__zuplo/issuer',
  holds: isIssuer,
};
const audienceRule: Rule = {
  right:
    'it must be 1 to 256 escapeControlCharacters characters without a comma or spaces at its ends',
  holds: (value) => /^[^\p{C},]{1,256}$/u.test(value) && value.trim() === value,
};
const algorithmRule: Rule = {
  right: `it must be one or several of ${algorithms.join(', ')}`,
  holds: (value) => (algorithms as readonly string[]).includes(value),
};
const claimRule: Rule = {
  right:
    'it must be a claim other than sub, exp, scope and scp, of 1 to 128 escapeControlCharacters characters',
  holds: (value) => /^(?!(sub|exp|scope|scp)$)[\x21-\x2b\x2d-\x7e]{1,128}$/.test(value),
};
const leeway: WholeNumber = { from: 0, to: 300, byDefault: 3, unit: 'seconds' };
const maxToken: WholeNumber = { from: 0, to: 31_536_000, byDefault: 0, unit: 'seconds' };
const keyRefresh: WholeNumber = { from: 10, to: 86_400, byDefault: 300, unit: 'seconds' };
const keyMaxAge: WholeNumber = { from: 10, to: 86_400, byDefault: 86_400, unit: 'seconds' };
const keyFetch: WholeNumber = { from: 100, to: 3_000, byDefault: 2_000, unit: 'milliseconds' };

/** Where settings come from: gives what a setting is called there, and what was given for it. */
export type SettingsSource = (setting: string) => {
  readonly name: string;
  readonly given: unknown;
};

/**
 * Reads and checks the settings, at synth and at cold start alike, so that what one accepts the other
 * does not refuse.
 * @param check remembers what is wrong; the settings count only if its `finish` does not throw
 */
export function readAuthorizerSettings(
  check: SettingsCheck,
  source: SettingsSource,
): AuthorizerSettings {
  const list = (setting: string, rule: Rule, byDefault?: readonly string[]) =>
    check.list(source(setting).name, source(setting).given, rule, byDefault);
  const wholeNumber = (setting: string, number: WholeNumber) =>
    check.wholeNumber(source(setting).name, source(setting).given, number);
  const settings = {
    issuers: list('issuer', issuerRule),
    audiences: list('audience', audienceRule),
    algorithms: list('algorithms', algorithmRule, algorithms) as readonly Algorithm[],
    leewaySeconds: wholeNumber('leewaySeconds', leeway),
    maxTokenLifetimeSeconds: wholeNumber('maxTokenLifetimeSeconds', maxToken),
    claims: list('claims', claimRule, []),
    jwksRefreshSeconds: wholeNumber('jwksRefreshSeconds', keyRefresh),
    jwksMaxStaleSeconds: wholeNumber('jwksMaxStaleSeconds', keyMaxAge),
    jwksTimeoutMilliseconds: wholeNumber('jwksTimeoutMilliseconds', keyFetch),
  };
  const { jwksRefreshSeconds, jwksMaxStaleSeconds } = settings;
  if (jwksRefreshSeconds > jwksMaxStaleSeconds) {
    const right = `it must not be more than ${source('jwksMaxStaleSeconds').name}, ${jwksMaxStaleSeconds}`;
    check.refuse(source('jwksRefreshSeconds').name, jwksRefreshSeconds, right);
  }
  return settings;
}

/** Gives the environment variables that carry the settings, readable in the Lambda console. */
export function encodeAuthorizerSettings(settings: AuthorizerSettings): Record<string, string> {
  return environment({
    issuer: settings.issuers,
    audience: settings.audiences,
    algorithms: settings.algorithms,
    leewaySeconds: settings.leewaySeconds,
    maxTokenLifetimeSeconds: settings.maxTokenLifetimeSeconds,
    claims: settings.claims,
    jwksRefreshSeconds: settings.jwksRefreshSeconds,
    jwksMaxStaleSeconds: settings.jwksMaxStaleSeconds,
    jwksTimeoutMilliseconds: settings.jwksTimeoutMilliseconds,
  });
}

/** Gives a handler's environment: it allows the leeway that the authorizer did. */
export function encodeHandlerSettings({
  leewaySeconds,
}: Pick<AuthorizerSettings, 'leewaySeconds'>): Record<string, string> {
  return environment({ leewaySeconds });
}

/**
 * Reads the settings back from the environment.
 * @throws {SettingsError} naming every variable that is missing or wrong
 */
export function authorizerSettings(
  environment: Readonly<Record<string, string | undefined>>,
): AuthorizerSettings {
  const check = createSettingsCheck();
  const settings = readAuthorizerSettings(check, (setting) => {
    const name = variableName(setting);
    return { name, given: environment[name] };
  });
  check.finish();
  return settings;
}

/** Reads a handler's environment: the leeway in seconds; an unreadable one is the default. */
export function decodeLeewaySeconds(
  environment: Readonly<Record<string, string | undefined>>,
): number {
  const given = environment[variableName('leewaySeconds')];
  return createSettingsCheck().wholeNumber('', given, leeway);
}

function environment(settings: Record<string, number | readonly string[]>): Record<string, string> {
  const variables = Object.entries(settings).map(([setting, value]) => [
    variableName(setting),
    value.toString(),
  ]);
  return Object.fromEntries(variables.filter(([, value]) => value !== ''));
}

/** `leewaySeconds` → `LEEWAY_SECONDS`. */
function variableName(setting: string): string {
  return setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** Hosts that never leave this machine: the only ones that plain http may be spoken to. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]'];

function isIssuer(value: string): boolean {
  if (value.length > 512 || !/^[\x21-\x7e]+$/.test(value) || /[?#,\\]|\/$/.test(value))
    return false;
  const url = URL.parse(value);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return (
    url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.includes(url.hostname))
  );
}
