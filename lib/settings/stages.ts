import { text } from '../../contract/setting.ts';
import type { SettingsProblems } from '../../contract/settings-error.ts';

/** The stages by name (`-c stage=prod`), with their defaults: any setting of docs/settings.md can be added. */
export const stages = {
  /** For development: cheap, without alarms; deleting the stack deletes its logs. */
  dev: {
    logRetentionDays: 7,
    removal: 'destroy',
    terminationProtection: false,
    throttleRatePerSecond: 50,
    throttleBurst: 100,
    alarms: false,
  },
  /** For production: monitored, protected against deletion; logs are retained. */
  prod: {
    logRetentionDays: 90,
    removal: 'retain',
    terminationProtection: true,
    throttleRatePerSecond: 1000,
    throttleBurst: 2000,
    alarms: true,
    maxTokenLifetimeSeconds: 3600,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export type StageName = keyof typeof stages;

const names = Object.keys(stages);

/** Which stage is deployed. */
export const stageSetting = text<StageName>({
  message: `it must be a stage of lib/settings/stages.ts: ${names.join(', ')}`,
  isValid: (value) => names.includes(value),
  defaultValue: 'dev',
});

/** A deployment's stage, and its settings as they were given. */
export interface StagedContext {
  readonly stage: StageName;
  /** Returns the value that was given for a setting, else the stage's default; undefined for neither. */
  given(name: string): unknown;
}

/**
 * Reads the stage from the context.
 * @param context returns a context value by name, undefined if it was not given
 * @param problems collects what is wrong
 */
export function stagedContext(
  context: (name: string) => unknown,
  problems: Pick<SettingsProblems, 'add'>,
): StagedContext {
  const stage = stageSetting.read(context('stage'), (given, message) =>
    problems.add('stage', given, message),
  );
  const defaults = new Map<string, unknown>(Object.entries(stages[stage]));
  return { stage, given: (name) => context(name) ?? defaults.get(name) };
}
