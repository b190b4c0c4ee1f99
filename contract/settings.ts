import { type Algorithm, algorithms } from './algorithms.ts';
import { readSettings, type SettingsOf, textList, wholeNumber } from './setting.ts';
import { createSettingsProblems, type SettingsProblems } from './settings-error.ts';

/** Which tokens the authorizer accepts: decided at synth, passed on in its environment, read at cold start. */
export const authorizerSettings = {
  /** Issuers whose tokens are accepted: https URLs without a trailing slash. JWKS: `<issuer>/.well-known/jwks.json`. */
  issuers: textList({
    name: 'issuer',
    message:
      'it must be an absolute https URL without user, query, fragment or trailing slash ' +
      '(http only for a loopback host), such as https://example.zuplo.app/__zuplo/issuer',
    isValid: isIssuer,
  }),
  /** Audiences that are accepted: a token's `aud` must contain one of them (RFC 7519 section 4.1.3). */
  audiences: textList({
    name: 'audience',
    message: 'it must be 1 to 256 printable characters without a comma or spaces at its ends',
    isValid: (value) => /^[^\p{C},]{1,256}$/u.test(value) && value.trim() === value,
  }),
  /** Signature algorithms that are accepted. @default all that are supported */
  algorithms: textList<Algorithm>({
    message: `it must be one or several of ${algorithms.join(', ')}`,
    isValid: (value) => (algorithms as readonly string[]).includes(value),
    defaultValue: algorithms,
  }),
  /** Seconds by which the clocks of the issuer and of Lambda may differ, 0 to 300. @default 3 */
  leewaySeconds: wholeNumber({ min: 0, max: 300, unit: 'seconds', defaultValue: 3 }),
  /** Longest remaining lifetime of a token in seconds, up to 31536000; 0 for no limit. @default 0 */
  maxTokenLifetimeSeconds: wholeNumber({
    min: 0,
    max: 31_536_000,
    unit: 'seconds',
    defaultValue: 0,
  }),
  /** Claims that handlers receive besides `sub`, `exp` and the scopes: scalars only. @default none */
  forwardClaims: textList({
    message:
      'it must be a claim other than sub, exp, scope and scp, of 1 to 128 printable characters',
    isValid: (value) => /^(?!(sub|exp|scope|scp)$)[\x21-\x2b\x2d-\x7e]{1,128}$/.test(value),
    defaultValue: [],
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

/**
 * Checks what settings allow only in combination.
 * @param nameOf returns a setting's name at its source
 */
export function checkAuthorizerSettings(
  { jwksRefreshSeconds, jwksMaxStaleSeconds }: AuthorizerSettings,
  nameOf: (setting: keyof AuthorizerSettings) => string,
  problems: SettingsProblems,
): void {
  if (jwksRefreshSeconds > jwksMaxStaleSeconds) {
    const limit = `${nameOf('jwksMaxStaleSeconds')}, ${jwksMaxStaleSeconds}`;
    problems.add(nameOf('jwksRefreshSeconds'), jwksRefreshSeconds, `it must not exceed ${limit}`);
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns the environment variables that carry the settings, readable in the Lambda console. */
export function encodeAuthorizerSettings(settings: AuthorizerSettings): Record<string, string> {
  return encode(settings, Object.keys(authorizerSettings) as (keyof AuthorizerSettings)[]);
}

/** Returns a handler's environment variables: it allows the same leeway as the authorizer. */
export function encodeHandlerSettings(
  settings: Pick<AuthorizerSettings, 'leewaySeconds'>,
): Record<string, string> {
  return encode(settings, ['leewaySeconds']);
}

/**
 * Reads the settings back from the environment, with the checks that were made at synth.
 * @throws {SettingsError} naming every variable that is missing or invalid
 */
export function decodeAuthorizerSettings(environment: Environment): AuthorizerSettings {
  const problems = createSettingsProblems();
  const settings = readSettings(authorizerSettings, fromEnvironment(environment), problems);
  checkAuthorizerSettings(settings, variableName, problems);
  problems.throwIfAny();
  return settings;
}

/** Reads a handler's leeway in seconds; an invalid value is replaced by the default. */
export function decodeLeewaySeconds(environment: Environment): number {
  const { given } = fromEnvironment(environment)('leewaySeconds');
  return authorizerSettings.leewaySeconds.read(given, () => {});
}

function encode<Name extends keyof AuthorizerSettings>(
  settings: Pick<AuthorizerSettings, Name>,
  names: readonly Name[],
): Record<string, string> {
  const variables = names.map((name) => [variableName(name), settings[name].toString()]);
  return Object.fromEntries(variables.filter(([, value]) => value !== ''));
}

function fromEnvironment(environment: Environment) {
  return (setting: string) => {
    const name = upperSnakeCase(setting);
    return { name, given: environment[name] };
  };
}

function variableName(key: keyof AuthorizerSettings): string {
  const { name = key }: { readonly name?: string } = authorizerSettings[key];
  return upperSnakeCase(name);
}

/** `leewaySeconds` → `LEEWAY_SECONDS`. */
function upperSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** Hosts that never leave the machine: the only ones that plain http is allowed for. */
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
