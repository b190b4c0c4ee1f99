import { stages } from '../../lib/stages.ts';
import { type Assumptions, usual, withoutAlarms, xraySampling } from './assumptions.ts';
import { billOf, fixed, total } from './bill.ts';

/** A setting, given another value than usual, and what that does to the bill. */
export interface Effect {
  readonly setting: string;
  readonly changed: Partial<Assumptions>;
  readonly note: string;
}

/** Milliseconds after the figures of benchmarks.md, rounded up as in {@link usual}. */
const memory = (memoryMegabytes: number, warmMs: number, coldMs: number) => ({
  authorizer: { memoryMegabytes, warmMs, coldMs, coldShare: 0.01 },
});

/** Settings that change no price: what else they do is in the README. */
export const freeSettings = [
  '`canaryMinutes` (CodeDeploy takes nothing for Lambda)',
  '`throttleRatePerSecond`, `throttleBurst`',
  '`domainName` (regional; the certificate is free too, a Route 53 zone is not)',
  '`cloudWatchRole` (a role that a REST API logs with)',
  '`alarmEmail` (beyond a thousand messages a month, SNS takes $2 per 100,000; not verified)',
] as const;

export const effects: readonly Effect[] = [
  {
    setting: '`api` = `rest`',
    changed: { api: 'rest' },
    note: 'the API itself; its prices fall faster with the number of requests',
  },
  {
    setting: 'no authorizer',
    changed: { authorizer: undefined },
    note: "what API Gateway's own JWT authorizer would cost too; it takes only RSA signatures",
  },
  {
    setting: 'authorizer with 256 MB',
    changed: memory(256, 3, 600),
    note: 'shorter memory, longer runs: the same; cold starts take more than twice the time',
  },
  {
    setting: 'authorizer with 1024 MB',
    changed: memory(1024, 2, 200),
    note: 'little is faster for it',
  },
  {
    setting: '`authorizerCacheSeconds` = 60',
    changed: { cachedShare: 0 },
    note: 'nothing: Zuplo signs a new token for each request, and verdicts are kept by token',
  },
  {
    setting: '`authorizerCacheSeconds`, half of all verdicts kept',
    changed: { cachedShare: 0.5 },
    note: 'if callers sent each token twice',
  },
  { setting: '`tracing` on', changed: { tracedShare: xraySampling }, note: "at X-Ray's 5 %" },
  {
    setting: '`authorizerProvisionedConcurrency` = 10',
    changed: { provisionedConcurrency: 10 },
    note: 'paid by the second, used or not; no cold starts below 100 requests a second',
  },
  {
    setting: '`logRetentionDays` = 7',
    changed: { logRetentionDays: 7 },
    note: 'taking logs in costs a hundred times what keeping them does',
  },
  {
    setting: '`logRetentionDays` = 365',
    changed: { logRetentionDays: 365 },
    note: 'once a year has passed',
  },
  {
    setting: '`alarms` off',
    changed: withoutAlarms,
    note: 'alarms, and the key for what they say; metrics and dashboard stay',
  },
  {
    setting: '`stage` = `dev`',
    changed: { ...withoutAlarms, logRetentionDays: stages.dev.logRetentionDays },
    note: 'no alarms, and logs that are kept for a week',
  },
  {
    setting: '`authorizerReservedConcurrency`, any',
    changed: { alarmMetrics: usual.alarmMetrics + 1 },
    note: 'an alarm that tells when it runs out; itself it is free',
  },
  {
    setting: 'one refusal in ten requests',
    changed: { refusedShare: 0.1 },
    note: 'not a setting; refused requests cost less, for no handler runs',
  },
];

/** Gives what a change makes of a million requests, and of a month without any, in US dollars. */
export function effectOf({ changed }: Effect): {
  readonly million: number;
  readonly month: number;
} {
  const [before, after] = [usual, { ...usual, ...changed }].map((assumptions) => {
    const bill = billOf(assumptions, 1e6);
    return { million: total(bill) - fixed(bill), month: fixed(bill) };
  }) as [Record<'million' | 'month', number>, Record<'million' | 'month', number>];
  return { million: after.million - before.million, month: after.month - before.month };
}
