import { readSettings } from '../../contract/setting.ts';
import { type AuthorizerSettings, readAuthorizerSettings } from '../../contract/settings.ts';
import { createSettingsProblems } from '../../contract/settings-error.ts';
import { checkCombinations } from './check-combinations.ts';
import { checkNames } from './check-names.ts';
import { type OperationSettings, operationSettings } from './operation-settings.ts';
import { type StageName, stagedContext } from './stages.ts';

export { SettingsError } from '../../contract/settings-error.ts';

/** All settings of a deployment, from CDK context: `cdk.json`, or `-c name=value`. */
export interface DeploymentSettings extends AuthorizerSettings, OperationSettings {
  /** The stage, which sets the default of each setting. @default dev */
  readonly stage: StageName;
}

/** Returns a CDK context value by name, undefined if it was not given. */
export type DeploymentContext = (name: string) => unknown;

/**
 * Reads and checks every setting: from the context, else from the stage's defaults (stages.ts).
 * @param names all names in the context, to find those that are no settings
 * @throws {SettingsError} naming every setting that is missing, invalid or unknown
 */
export function deploymentSettings(
  context: DeploymentContext,
  names: readonly string[] = [],
): DeploymentSettings {
  const problems = createSettingsProblems();
  const staged = stagedContext(context, problems);
  const { stage } = staged;
  const known = new Set(['stage']);
  const given = (name: string) => {
    known.add(name);
    return staged.given(name);
  };
  const authorizer = readAuthorizerSettings({ nameOf: (name) => name, given }, problems);
  const lookup = (name: string) => ({ name, given: given(name) });
  const operation = readSettings(operationSettings, lookup, problems);
  const settings: DeploymentSettings = {
    ...authorizer,
    ...operation,
    stage,
    stackName: operation.stackName || `ZuploJwtApi-${stage}`,
  };
  checkCombinations(settings, given, problems);
  checkNames(names, known, context, problems);
  problems.throwIfAny();
  return settings;
}
