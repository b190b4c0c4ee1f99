import { type AuthorizerSettings, readAuthorizerSettings } from '../../contract/settings.ts';
import { createSettingsCheck, type SettingsCheck } from '../../contract/settings-check.ts';
import { type OperationSettings, readOperationSettings } from './operation-settings.ts';
import { apiRule, realmRule, stackNameRule, stageRule } from './setting-rules.ts';
import { defaultStage, stages } from './stages.ts';

export { SettingsError } from '../../contract/settings-check.ts';

/** What a deployment is told, from CDK context: `cdk.json`, or `-c name=value`. */
export interface DeploymentSettings extends AuthorizerSettings, OperationSettings {
  /** The stage by name: what settings are that nobody gave. `@default dev` */
  readonly stage: string;
  /** An HTTP API is cheap and fast; a REST API can say our own 401. `@default http` */
  readonly api: 'http' | 'rest';
  /** Seconds for which API Gateway may reuse a verdict; a token can outlive its `exp` by as much. `@default 0` */
  readonly authorizerResultTtlSeconds: number;
  /** The realm that the REST API's `WWW-Authenticate` names (RFC 9110 section 11.5). `@default zuplo-jwt-api` */
  readonly realm: string;
  /** The CloudFormation stack's name. `@default ZuploJwtApi-<stage>` */
  readonly stackName: string;
}

/** Gives a CDK context value by name, undefined if it was not given. */
export type DeploymentContext = (name: string) => unknown;

/**
 * Reads and checks every setting: from the context, else from the stage's defaults (lib/stages.ts).
 * @param names all names that the context has, to find those that no setting goes by
 * @throws {SettingsError} naming every setting that is missing, wrong or unknown
 */
export function deploymentSettings(
  context: DeploymentContext,
  names: readonly string[] = [],
): DeploymentSettings {
  const check = createSettingsCheck();
  const known = new Set(['stage']);
  const stage = check.text('stage', context('stage'), stageRule, defaultStage);
  // A stage that there is not was noted, and the default one is in its place.
  const defaults = new Map<string, unknown>(Object.entries(stages[stage as keyof typeof stages]));
  const given: DeploymentContext = (name) => {
    known.add(name);
    return context(name) ?? defaults.get(name);
  };
  const settings: DeploymentSettings = {
    ...readAuthorizerSettings(check, (name) => ({ name, given: given(name) })),
    ...readOperationSettings(check, given),
    stage,
    api: check.text('api', given('api'), apiRule, 'http') === 'rest' ? 'rest' : 'http',
    authorizerResultTtlSeconds: check.wholeNumber(
      'authorizerResultTtlSeconds',
      given('authorizerResultTtlSeconds'),
      // API Gateway's own bounds for AuthorizerResultTtlInSeconds.
      { from: 0, to: 3600, byDefault: 0, unit: 'seconds' },
    ),
    realm: check.text('realm', given('realm'), realmRule, 'zuplo-jwt-api'),
    stackName: check.text('stackName', given('stackName'), stackNameRule, `ZuploJwtApi-${stage}`),
  };
  refuseContradictions(check, settings, given);
  refuseUnknown(check, names, known, context);
  check.finish();
  return settings;
}

/** What is right by itself, and cannot be had together. */
function refuseContradictions(
  check: SettingsCheck,
  settings: DeploymentSettings,
  given: DeploymentContext,
): void {
  const { api, corsOrigins, alarms, alarmEmail, canaryMinutes } = settings;
  // What was given, and not what came of it: that it is wrong has been said.
  const has = (name: string) => (given(name) ?? '') !== '';
  if (has('domainName') && !has('certificateArn'))
    check.refuse('certificateArn', undefined, 'it must be given with domainName');
  if (has('certificateArn') && !has('domainName'))
    check.refuse('domainName', undefined, 'it must be given with certificateArn');
  if (corsOrigins.length > 1 && corsOrigins.includes('*'))
    check.refuse('corsOrigins', corsOrigins, 'it must be * alone, or others');
  else if (corsOrigins.length > 1 && api === 'rest')
    check.refuse('corsOrigins', corsOrigins, 'it must be a single one with api=rest');
  if (alarmEmail !== '' && !alarms)
    check.refuse('alarms', alarms, 'it must be true with alarmEmail');
  if (canaryMinutes > 0 && !alarms)
    check.refuse('alarms', alarms, 'it must be true with canaryMinutes, which rolls back on them');
  const { authorizerProvisionedConcurrency: provisioned } = settings;
  const { authorizerReservedConcurrency: reserved } = settings;
  if (reserved > 0 && provisioned > reserved)
    check.refuse(
      'authorizerProvisionedConcurrency',
      provisioned,
      `it must not be more than authorizerReservedConcurrency, ${reserved}`,
    );
}

/** A misspelt setting would be a default in disguise. The CDK's own context has names of other kinds. */
function refuseUnknown(
  check: SettingsCheck,
  names: readonly string[],
  known: ReadonlySet<string>,
  context: DeploymentContext,
): void {
  const plain = (name: string) => name.replaceAll(/[-_]/g, '').toLowerCase();
  for (const name of names) {
    if (known.has(name)) continue;
    const meant = [...known].find((one) => plain(one) === plain(name));
    if (meant !== undefined)
      check.refuse(name, context(name), `there is no such setting; there is ${meant}`);
    else if (/^[A-Za-z][A-Za-z0-9]*$/.test(name))
      check.refuse(
        name,
        context(name),
        `there is no such setting; there are ${[...known].sort().join(', ')}`,
      );
  }
}
