import {
  algorithmList,
  audienceRule,
  type IssuerPolicy,
  issuerPoliciesSetting,
  issuerRule,
} from './issuer-policy.ts';
import { leewaySetting } from './leeway.ts';
import { readSettings, type Setting, type SettingsOf, textList, wholeNumber } from './setting.ts';
import { createSettingsProblems, type SettingsProblems } from './settings-error.ts';

/** Which tokens the authorizer accepts: decided at synth, passed on in its environment, read at cold start. */
export const authorizerSettings = {
  /** Issuers whose tokens are accepted: https URLs without a trailing slash. JWKS: `<issuer>/.well-known/jwks.json`. @default required, or `issuers` */
  issuer: textList(issuerRule),
  /** Audiences that are accepted for every `issuer`: a token's `aud` must contain one of them (RFC 7519 section 4.1.3). @default required with `issuer` */
  audience: textList(audienceRule),
  /** Signature algorithms that are accepted for every `issuer`. @default all that are supported */
  algorithms: algorithmList,
  /** Instead of the three above, a policy for each issuer: a list, or JSON text, of `{ "issuer", "audience", "algorithms", "requiredClaims" }`. @default none */
  issuers: issuerPoliciesSetting,
  /** Subjects whose tokens are rejected, for an incident. @default none */
  deniedSubjects: textList({
    message: 'it must be 1 to 256 characters without control characters',
    isValid: (value) => /^[^\p{Cc}]{1,256}$/u.test(value),
  }),
  /** Seconds by which the clocks of the issuer and of Lambda may differ, 0 to 300. @default 3 */
  leewaySeconds: leewaySetting,
  /** Longest remaining lifetime of a token in seconds, up to 31536000; 0 for no limit. @default 0, in prod 3600 */
  maxTokenLifetimeSeconds: wholeNumber({
    min: 0,
    max: 31_536_000,
    unit: 'seconds',
    defaultValue: 0,
  }),
  /** Claims that handlers receive besides `iss`, `sub`, `exp` and the scopes: scalars, and lists of texts. @default none */
  forwardClaims: textList({
    message:
      'it must be a claim other than iss, sub, exp, scope and scp, of 1 to 128 printable characters',
    isValid: (value) => /^(?!(iss|sub|exp|scope|scp)$)[\x21-\x2b\x2d-\x7e]{1,128}$/.test(value),
  }),
  /** Seconds after which the JWKS is fetched again, 10 to 86400; each instance uses 80 to 100 % of it. @default 300 */
  jwksRefreshSeconds: wholeNumber({ min: 10, max: 86_400, unit: 'seconds', defaultValue: 300 }),
  /** Seconds after which a JWKS is no longer trusted while the issuer is unreachable, 10 to 86400. @default 86400 */
  jwksMaxStaleSeconds: wholeNumber({
    min: 10,
    max: 86_400,
    unit: 'seconds',
    defaultValue: 86_400,
  }),
  /** Milliseconds that fetching a JWKS may take, 100 to 3000; refreshing a known one, half of it. @default 2000 */
  jwksTimeoutMilliseconds: wholeNumber({
    min: 100,
    max: 3_000,
    unit: 'milliseconds',
    defaultValue: 2_000,
  }),
} as const;

export type AuthorizerSettings = SettingsOf<typeof authorizerSettings>;

/** Returns the policy of each issuer, from `issuers` or from its short form. */
export function issuerPolicies({
  issuer,
  audience,
  algorithms,
  issuers,
}: Pick<
  AuthorizerSettings,
  'issuer' | 'audience' | 'algorithms' | 'issuers'
>): readonly IssuerPolicy[] {
  if (issuers.length > 0) return issuers;
  return issuer.map((one) => ({
    issuer: one,
    audience,
    algorithms,
    requiredClaims: {},
  }));
}

/** The settings that `issuers` replaces. */
const shortForm: readonly string[] = ['issuer', 'audience', 'algorithms'];

/** Where settings are read from. */
export interface SettingsSource {
  /** Returns the name that a setting has there. */
  nameOf(setting: string): string;
  /** Returns the value given there, undefined for none. */
  given(setting: string): unknown;
}

/**
 * Reads and checks the settings: at synth and at cold start alike, so that what one accepts the other does not
 * reject.
 * @param problems collects what is wrong; the result counts only if there are none
 */
export function readAuthorizerSettings(
  source: SettingsSource,
  problems: SettingsProblems,
): AuthorizerSettings {
  const lookup = (name: string) => ({ name: source.nameOf(name), given: source.given(name) });
  const settings = readSettings(authorizerSettings, lookup, problems);
  checkIssuers(settings, source, problems);
  const { jwksRefreshSeconds, jwksMaxStaleSeconds } = settings;
  if (jwksRefreshSeconds > jwksMaxStaleSeconds)
    problems.add(
      source.nameOf('jwksRefreshSeconds'),
      jwksRefreshSeconds,
      `it must not exceed ${source.nameOf('jwksMaxStaleSeconds')}, ${jwksMaxStaleSeconds}`,
    );
  return settings;
}

function checkIssuers(
  { issuers }: AuthorizerSettings,
  { nameOf, given }: SettingsSource,
  problems: SettingsProblems,
): void {
  const isGiven = (setting: string) => String(given(setting) ?? '') !== '';
  const short = shortForm.filter(isGiven).map(nameOf);
  if (isGiven('issuers')) {
    const names = issuers.map(({ issuer }) => issuer);
    if (short.length > 0)
      problems.add(nameOf('issuers'), names, `it must not be combined with ${short.join(', ')}`);
    if (new Set(names).size < names.length)
      problems.add(nameOf('issuers'), names, 'each issuer must have one entry');
    return;
  }
  if (!isGiven('issuer')) problems.add(nameOf('issuer'), undefined, issuerRule.message);
  if (!isGiven('audience')) problems.add(nameOf('audience'), undefined, audienceRule.message);
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns the environment variables that carry the settings, readable in the Lambda console. */
export function encodeAuthorizerSettings(settings: AuthorizerSettings): Record<string, string> {
  const variables = Object.entries<Setting<unknown>>(authorizerSettings).map(([name, setting]) => {
    if (settings.issuers.length > 0 && shortForm.includes(name)) return [name, ''];
    const value = settings[name as keyof AuthorizerSettings];
    return [upperSnakeCase(name), setting.encode?.(value) ?? String(value)];
  });
  return Object.fromEntries(variables.filter(([, value]) => value !== ''));
}

/**
 * Reads the settings back from the environment, with the checks that were made at synth.
 * @throws {SettingsError} naming every variable that is missing or invalid
 */
export function decodeAuthorizerSettings(environment: Environment): AuthorizerSettings {
  const problems = createSettingsProblems();
  const given = (name: string) => environment[upperSnakeCase(name)];
  const settings = readAuthorizerSettings({ nameOf: upperSnakeCase, given }, problems);
  problems.throwIfAny();
  return settings;
}

/** `leewaySeconds` → `LEEWAY_SECONDS`. */
function upperSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
