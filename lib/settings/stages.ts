import { text } from '../../contract/setting.ts';

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

/** Returns a stage's defaults by setting. */
export function stageDefaults(stage: StageName): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(stages[stage]));
}
