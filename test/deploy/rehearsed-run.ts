import type { AwsCall } from './aws-call.ts';
import type { CdkRun } from './run-cdk.ts';

/** A run of the CLI, and what it asked of AWS. */
export interface RehearsedRun extends CdkRun {
  readonly calls: readonly AwsCall[];
}

/** The objects that a run has put into S3, by key. */
export function uploads({ calls }: RehearsedRun): ReadonlyMap<string, Buffer> {
  const puts = calls.filter(({ action }) => action === 'PutObject');
  return new Map(puts.map(({ parameters, object }) => [parameters['Key'] ?? '', object]));
}

/** The stacks that a run has changed, by name. */
export function changedStacks(run: RehearsedRun): readonly (string | undefined)[] {
  const executed = parametersOf(run, 'ExecuteChangeSet');
  return executed.map(({ StackName }) => StackName);
}

/** The parameters of each call of an action in a run. */
export function parametersOf(
  { calls }: RehearsedRun,
  action: string,
): readonly Readonly<Record<string, string>>[] {
  return calls.filter((call) => call.action === action).map(({ parameters }) => parameters);
}
