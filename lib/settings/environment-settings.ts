import type { Environment } from 'aws-cdk-lib';
import { readSettings } from '../../contract/setting.ts';
import { createSettingsProblems } from '../../contract/settings-error.ts';
import type { DeploymentContext } from './deployment-settings.ts';
import { type OperationSettings, operationSettings } from './operation-settings.ts';
import { stagedContext } from './stages.ts';

/** Returns where a stack is deployed; what is not set comes from the AWS credentials. */
export function environmentOf({
  account,
  region,
}: Pick<OperationSettings, 'account' | 'region'>): Environment {
  return { ...(account !== '' && { account }), ...(region !== '' && { region }) };
}

/**
 * Reads the account and the region from the context, else from the stage's defaults.
 * @throws {SettingsError} naming those that are invalid
 */
export function environmentSettings(context: DeploymentContext): Environment {
  const problems = createSettingsProblems();
  const { given } = stagedContext(context, problems);
  const { account, region } = operationSettings;
  const lookup = (name: string) => ({ name, given: given(name) });
  const settings = readSettings({ account, region }, lookup, problems);
  problems.throwIfAny();
  return environmentOf(settings);
}
