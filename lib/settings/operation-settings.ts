import type { Rule, SettingsCheck } from '../../contract/settings-check.ts';
import {
  canaryRule,
  certificateRule,
  cloudWatchRoleRule,
  domainNameRule,
  emailRule,
  originRule,
  removalRule,
  retentionRule,
  runbookRule,
  tagRule,
} from './setting-rules.ts';

/** How a deployment is run and watched. */
export interface OperationSettings {
  /** Days for which logs are kept. `@default 7, in prod 90` */
  readonly logRetentionDays: number;
  /** Whether logs are destroyed with the stack. `@default destroy, in prod retain` */
  readonly removal: 'destroy' | 'retain';
  /** Whether CloudFormation refuses to delete the stack. `@default false, in prod true` */
  readonly terminationProtection: boolean;
  /** Requests a second that the API takes in the long run; more get 429. `@default 50, in prod 1000` */
  readonly throttleRatePerSecond: number;
  /** Requests that it takes at once beyond that. `@default 100, in prod 2000` */
  readonly throttleBurst: number;
  /** Whether there are alarms. `@default false, in prod true` */
  readonly alarms: boolean;
  /** Who is mailed alarms and recoveries, empty for nobody. `@default nobody` */
  readonly alarmEmail: string;
  /** Milliseconds that 99 of 100 requests shall be answered within: an alarm otherwise. `@default 1000` */
  readonly latencyP99Milliseconds: number;
  /** Where alarms say that the runbook is. `@default docs/runbook.md` */
  readonly runbookUrl: string;
  /** The host name that the API answers at, in place of AWS's own; empty for AWS's. `@default AWS's` */
  readonly domainName: string;
  /** The certificate for it, in ACM in the same region; empty without a domain. `@default none` */
  readonly certificateArn: string;
  /** The origins whose pages may call the API (Fetch, "CORS protocol"). `@default none` */
  readonly corsOrigins: readonly string[];
  /** Whether X-Ray traces requests. `@default false` */
  readonly tracing: boolean;
  /** Whether a REST API's stack gives the account the role that API Gateway logs with. `@default create` */
  readonly cloudWatchRole: 'create' | 'existing';
  /** Instances of the authorizer that are kept warm, 0 for none. `@default 0` */
  readonly authorizerProvisionedConcurrency: number;
  /** Instances of the authorizer at most, and kept free for it, 0 for no bound. `@default 0` */
  readonly authorizerReservedConcurrency: number;
  /** Minutes in which new code gets a tenth of the requests before it gets all, 0 for all at once. `@default 0` */
  readonly canaryMinutes: number;
  /** Put on whatever the stack creates that can have tags. `@default none` */
  readonly tags: Readonly<Record<string, string>>;
}

const perSecond = { from: 1, to: 100_000, unit: 'requests a second' };
const burst = { from: 1, to: 100_000, unit: 'requests' };
const p99 = { from: 10, to: 30_000, byDefault: 1_000, unit: 'milliseconds' };
const concurrency = { from: 0, to: 10_000, byDefault: 0, unit: 'instances' };

/**
 * Reads and checks the settings of operation.
 * @param check remembers what is wrong; the settings count only if its `finish` does not throw
 * @param given gives a setting by name, from the context or the stage's defaults
 */
export function readOperationSettings(
  check: SettingsCheck,
  given: (name: string) => unknown,
): OperationSettings {
  const choice = (name: string, rule: Rule, byDefault: string) =>
    check.text(name, written(given(name)), rule, byDefault);
  /** A text that may be empty, so that a stage's can be taken back. */
  const optional = (name: string, { right, holds }: Rule) =>
    choice(name, { right, holds: (value) => value === '' || holds(value) }, '');
  const flag = (name: string) => choice(name, flagRule, 'false') === 'true';
  const number = (name: string, bounds: Parameters<SettingsCheck['wholeNumber']>[2]) =>
    check.wholeNumber(name, given(name), bounds);
  return {
    logRetentionDays: Number(choice('logRetentionDays', retentionRule, '7')),
    removal: choice('removal', removalRule, 'destroy') === 'retain' ? 'retain' : 'destroy',
    terminationProtection: flag('terminationProtection'),
    throttleRatePerSecond: number('throttleRatePerSecond', { ...perSecond, byDefault: 50 }),
    throttleBurst: number('throttleBurst', { ...burst, byDefault: 100 }),
    alarms: flag('alarms'),
    alarmEmail: optional('alarmEmail', emailRule),
    latencyP99Milliseconds: number('latencyP99Milliseconds', p99),
    runbookUrl: choice('runbookUrl', runbookRule, 'docs/runbook.md'),
    domainName: optional('domainName', domainNameRule),
    certificateArn: optional('certificateArn', certificateRule),
    corsOrigins: check.list('corsOrigins', given('corsOrigins'), originRule, []),
    tracing: flag('tracing'),
    cloudWatchRole:
      choice('cloudWatchRole', cloudWatchRoleRule, 'create') === 'existing' ? 'existing' : 'create',
    authorizerProvisionedConcurrency: number('authorizerProvisionedConcurrency', concurrency),
    authorizerReservedConcurrency: number('authorizerReservedConcurrency', concurrency),
    canaryMinutes: Number(choice('canaryMinutes', canaryRule, '0')),
    tags: tagsFrom(check, given('tags')),
  };
}

const flagRule = {
  right: 'it must be true or false',
  holds: (value: string) => value === 'true' || value === 'false',
};

/** `-c name=value` gives text; cdk.json and the stages may have numbers and truth values. */
function written(given: unknown): unknown {
  return typeof given === 'number' || typeof given === 'boolean' ? String(given) : given;
}

function tagsFrom(check: SettingsCheck, given: unknown): Record<string, string> {
  const tags = new Map<string, string>();
  for (const tag of check.list('tags', given, tagRule, [])) {
    const key = tag.slice(0, tag.indexOf('='));
    if (tags.has(key)) check.refuse('tags', tag, `it must be given once: ${key}`);
    tags.set(key, tag.slice(key.length + 1));
  }
  return Object.fromEntries(tags);
}
