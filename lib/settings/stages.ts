/**
 * The stages that can be deployed, by name (`-c stage=prod`), each with what its settings are unless
 * the command line or cdk.json says otherwise: any setting of the README's table may stand here.
 */
export const stages = {
  /** For trying things out: cheap, quiet, and gone when it is destroyed, but for a REST API's role of the account. */
  dev: {
    logRetentionDays: 7,
    removal: 'destroy',
    terminationProtection: false,
    throttleRatePerSecond: 50,
    throttleBurst: 100,
    alarms: false,
  },
  /** For callers: watched, protected, and its logs outlive it. */
  prod: {
    logRetentionDays: 90,
    removal: 'retain',
    terminationProtection: true,
    throttleRatePerSecond: 1000,
    throttleBurst: 2000,
    alarms: true,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The stage that is deployed when none is named. */
export const defaultStage = 'dev';
