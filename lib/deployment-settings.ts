import {
  type AuthorizerSettings,
  readAuthorizerSettings,
} from '../contract/authorizer-environment.ts';
import { createSettingsCheck, type Rule, type WholeNumber } from '../contract/settings-check.ts';

export { SettingsError } from '../contract/settings-check.ts';

/** What a deployment is told, from CDK context: `cdk.json`, or `-c name=value`. */
export interface DeploymentSettings extends AuthorizerSettings {
  /** An HTTP API is cheap and fast; a REST API can say our own 401. `@default http` */
  readonly api: 'http' | 'rest';
  /** Seconds for which API Gateway may reuse a verdict; a token can outlive its `exp` by as much. `@default 0` */
  readonly authorizerCacheSeconds: number;
  /** The realm that the REST API's `WWW-Authenticate` names (RFC 9110 section 11.5). `@default zuplo-jwt-api` */
  readonly realm: string;
  /** The CloudFormation stack's name. `@default ZuploJwtApi` */
  readonly stackName: string;
}

const apiRule: Rule = {
  right: 'it must be http (an HTTP API) or rest (a REST API)',
  holds: (value) => value === 'http' || value === 'rest',
};

// The realm stands between quotes, in a header value that itself stands between quotes in the template.
const realmRule: Rule = {
  right: 'it must be 1 to 64 letters, digits, spaces or any of . _ : / -',
  holds: (value) => /^[A-Za-z0-9 ._:/-]{1,64}$/.test(value),
};

const stackNameRule: Rule = {
  right: 'it must be 1 to 128 letters, digits and hyphens, starting with a letter',
  holds: (value) => /^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(value),
};

/** API Gateway's own bounds for AuthorizerResultTtlInSeconds. */
const cacheSeconds: WholeNumber = { from: 0, to: 3600, byDefault: 0, unit: 'seconds' };

/**
 * Reads and checks every setting.
 * @param context gives a CDK context value by name, undefined if it was not given
 * @throws {SettingsError} naming every setting that is missing or wrong
 */
export function deploymentSettings(context: (name: string) => unknown): DeploymentSettings {
  const check = createSettingsCheck();
  const settings = {
    ...readAuthorizerSettings(check, (name) => ({ name, given: context(name) })),
    api: check.text('api', context('api'), apiRule, 'http') === 'rest' ? 'rest' : 'http',
    authorizerCacheSeconds: check.wholeNumber(
      'authorizerCacheSeconds',
      context('authorizerCacheSeconds'),
      cacheSeconds,
    ),
    realm: check.text('realm', context('realm'), realmRule, 'zuplo-jwt-api'),
    stackName: check.text('stackName', context('stackName'), stackNameRule, 'ZuploJwtApi'),
  } as const;
  check.finish();
  return settings;
}
