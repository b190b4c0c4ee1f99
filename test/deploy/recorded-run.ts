import type { AwsCall } from './aws-call.ts';
import type { CdkRun } from './run-cdk.ts';

/** A run of the CLI with its calls of AWS. */
export interface RecordedRun extends CdkRun {
  readonly calls: readonly AwsCall[];
}

/** Returns the objects that a run has put into S3, by key. */
export function uploads({ calls }: RecordedRun): ReadonlyMap<string, Buffer> {
  const puts = calls.filter(({ action }) => action === 'PutObject');
  return new Map(puts.map(({ parameters, object }) => [parameters['Key'] ?? '', object]));
}

/** Returns the names of the stacks that a run has changed. */
export function changedStacks(run: RecordedRun): readonly (string | undefined)[] {
  const executed = parametersOf(run, 'ExecuteChangeSet');
  return executed.map(({ StackName }) => StackName);
}

/** Returns the parameters of each call of an action in a run. */
export function parametersOf(
  { calls }: RecordedRun,
  action: string,
): readonly Readonly<Record<string, string>>[] {
  return calls.filter((call) => call.action === action).map(({ parameters }) => parameters);
}
