import { createSettingsCheck, type Rule, type WholeNumber } from './settings-check.ts';

/** What the authorizer is told: decided at synth, carried in its environment, read at cold start. */
export interface AuthorizerSettings {
  /** The issuers whose tokens are accepted, each with the key set below its own URL. */
  readonly issuers: readonly string[];
  /** A token is for us if its `aud` holds one of these (RFC 7519 section 4.1.3). */
  readonly audiences: readonly string[];
  /** Seconds by which the issuer's clock and ours may differ. */
  readonly leewaySeconds: number;
}

/** An issuer: an absolute https URL without query, fragment or trailing slash. */
export const issuerRule: Rule = {
  right:
    'it must be an absolute https URL without user, query, fragment or trailing slash ' +
    '(http only for a loopback host), such as https://example.zuplo.app/__zuplo/issuer',
  holds: isIssuer,
};

/** An audience: printable, and without a comma, which separates several of them. */
export const audienceRule: Rule = {
  right: 'it must be 1 to 256 printable characters without a comma or spaces at its ends',
  holds: (value) => /^[^\p{C},]{1,256}$/u.test(value) && value.trim() === value,
};

/** Seconds of leeway. More than a few minutes would make `exp` meaningless. */
export const leewaySeconds: WholeNumber = { from: 0, to: 300, byDefault: 3, unit: 'seconds' };

/** Gives the environment variables that carry the settings, readable in the Lambda console. */
export function authorizerEnvironment(settings: AuthorizerSettings): Record<string, string> {
  return {
    ISSUER: settings.issuers.join(','),
    AUDIENCE: settings.audiences.join(','),
    LEEWAY_SECONDS: String(settings.leewaySeconds),
  };
}

/**
 * Reads the settings back from the environment.
 * @throws {SettingsError} naming every variable that is missing or wrong
 */
export function authorizerSettings(
  environment: Readonly<Record<string, string | undefined>>,
): AuthorizerSettings {
  const check = createSettingsCheck();
  const settings = {
    issuers: check.list('ISSUER', environment['ISSUER'], issuerRule),
    audiences: check.list('AUDIENCE', environment['AUDIENCE'], audienceRule),
    leewaySeconds: check.wholeNumber(
      'LEEWAY_SECONDS',
      environment['LEEWAY_SECONDS'],
      leewaySeconds,
    ),
  };
  check.finish();
  return settings;
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
