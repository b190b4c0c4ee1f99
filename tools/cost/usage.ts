import type { PriceName } from '../../lib/prices.ts';
import type { Assumptions, FunctionAssumptions } from './assumptions.ts';

/** A part of the bill, as its readers would name it. */
export type Part =
  | 'API requests'
  | 'authorizer requests'
  | 'authorizer duration'
  | 'provisioned concurrency'
  | 'handler requests'
  | 'handler duration'
  | 'access log'
  | 'function logs'
  | 'logs kept'
  | 'traces'
  | 'answers out'
  | 'alarms, metrics, dashboard, key';

/** How much of one thing a month takes. */
export interface Usage {
  readonly part: Part;
  readonly price: PriceName;
  readonly quantity: number;
}

/** The mean month: a year's seconds by twelve. */
export const monthSeconds = 2_628_000;

const million = 1e6;
const bytesPerGb = 2 ** 30;

/** Gives what a month with so many requests takes of everything that has a price. */
export function usageOf(assumptions: Assumptions, requests: number): readonly Usage[] {
  const { api, authorizer, handler, responseBytes, tracedShare } = assumptions;
  const judged = authorizer === undefined ? 0 : requests * (1 - assumptions.cachedShare);
  const answered = authorizer === undefined ? requests : requests * (1 - assumptions.refusedShare);
  // An HTTP API hands no trace on: the authorizer and the handler each begin one.
  const tracers = api === 'http' && authorizer !== undefined ? 2 : 1;
  return [
    {
      part: 'API requests',
      price: api === 'http' ? 'millionHttpApiRequests' : 'millionRestApiRequests',
      quantity: requests / million,
    },
    ...authorizerUsage(assumptions, judged),
    { part: 'handler requests', price: 'millionInvocations', quantity: answered / million },
    {
      part: 'handler duration',
      price: 'durationGbSecond',
      quantity: answered * gbSeconds(handler),
    },
    ...logUsage(assumptions, requests),
    {
      part: 'traces',
      price: 'millionTraces',
      quantity: (requests * tracedShare * tracers) / million,
    },
    {
      part: 'answers out',
      price: 'transferGb',
      quantity: (requests * responseBytes) / bytesPerGb,
    },
    ...fixedUsage(assumptions),
  ];
}

/** Gives the GB-seconds that Lambda bills for one invocation, in the mean. */
export function gbSeconds(assumptions: FunctionAssumptions): number {
  return (meanMs(assumptions) / 1000) * (assumptions.memoryMegabytes / 1024);
}

/** Gives the milliseconds that Lambda bills for one invocation, in the mean. */
export function meanMs({ warmMs, coldMs, coldShare }: FunctionAssumptions): number {
  return warmMs * (1 - coldShare) + coldMs * coldShare;
}

function authorizerUsage(
  { authorizer, provisionedConcurrency }: Assumptions,
  judged: number,
): readonly Usage[] {
  if (authorizer === undefined) return [];
  const isProvisioned = provisionedConcurrency > 0;
  // Enough environments are provisioned, or there was no point: none is cold, all cost the lower price.
  const run = isProvisioned ? { ...authorizer, coldShare: 0 } : authorizer;
  const keptGb = (provisionedConcurrency * authorizer.memoryMegabytes) / 1024;
  return [
    { part: 'authorizer requests', price: 'millionInvocations', quantity: judged / million },
    {
      part: 'authorizer duration',
      price: isProvisioned ? 'provisionedDurationGbSecond' : 'durationGbSecond',
      quantity: judged * gbSeconds(run),
    },
    {
      part: 'provisioned concurrency',
      price: 'provisionedGbSecond',
      quantity: keptGb * monthSeconds,
    },
  ];
}

function logUsage(assumptions: Assumptions, requests: number): readonly Usage[] {
  const refused = assumptions.authorizer === undefined ? 0 : requests * assumptions.refusedShare;
  const refusalBytes =
    assumptions.refusalBytes + (assumptions.api === 'rest' ? assumptions.refusalErrorBytes : 0);
  const accessGb = (requests * assumptions.accessLogBytes[assumptions.api]) / bytesPerGb;
  const functionGb = (refused * refusalBytes) / bytesPerGb;
  const monthsKept = assumptions.logRetentionDays / 30;
  return [
    { part: 'access log', price: 'logGb', quantity: accessGb },
    { part: 'function logs', price: 'logGb', quantity: functionGb },
    {
      part: 'logs kept',
      price: 'logGbMonth',
      quantity: (accessGb + functionGb) * assumptions.keptShare * monthsKept,
    },
  ];
}

function fixedUsage({
  alarmMetrics,
  customMetrics,
  dashboards,
  keys,
}: Assumptions): readonly Usage[] {
  const part = 'alarms, metrics, dashboard, key';
  return [
    { part, price: 'alarm', quantity: alarmMetrics },
    { part, price: 'metric', quantity: customMetrics },
    { part, price: 'dashboard', quantity: dashboards },
    { part, price: 'key', quantity: keys },
  ];
}
