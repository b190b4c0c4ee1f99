import type { Assumptions } from './assumptions.ts';
import { quotas } from './quotas.ts';
import { meanMs, monthSeconds } from './usage.ts';

/** What a rate of requests asks of the account and of the issuer. */
export interface Demand {
  readonly requestsPerSecond: number;
  /** Invocations of the authorizer and of the handler that are under way, in the mean. */
  readonly authorizerConcurrency: number;
  readonly handlerConcurrency: number;
  /** Of all functions together, in a second. */
  readonly invocationsPerSecond: number;
  /** The account's concurrency that Lambda wants to see for it. */
  readonly concurrencyQuota: number;
  /** Execution environments of the authorizer. */
  readonly environments: number;
  /** At the key endpoint, in a second: while all is well, and at most. */
  readonly fetchesPerSecond: number;
  readonly fetchesAtMost: number;
  /** Seconds until a deployment that takes all traffic at once has as many environments again. */
  readonly deploymentSeconds: number;
  /** Requests that are turned away meanwhile. */
  readonly turnedAway: number;
}

/** `fetch-budget.ts` gives each environment a fetch in six seconds, once its first ten are spent. */
const budgetPerSecond = 1 / 6;

/** `key-times.ts` lets an environment refresh after 80 to 100 % of the time that is set: this often in it. */
const refreshesInIt = Math.log(1 / 0.8) / (1 - 0.8);

/** Gives what a steady rate asks for, with keys that are refreshed after so many seconds at the latest. */
export function demandOf(
  { authorizer, handler, cachedShare, refusedShare }: Assumptions,
  requestsPerSecond: number,
  keyRefreshSeconds = 300,
): Demand {
  const judged = authorizer === undefined ? 0 : requestsPerSecond * (1 - cachedShare);
  const answered = requestsPerSecond * (1 - (authorizer === undefined ? 0 : refusedShare));
  const authorizerConcurrency = authorizer === undefined ? 0 : (judged * meanMs(authorizer)) / 1000;
  const handlerConcurrency = (answered * meanMs(handler)) / 1000;
  const invocationsPerSecond = judged + answered;
  const environments = environmentsFor(judged, authorizerConcurrency);
  const missing = Math.max(0, environments - quotas.newEnvironments);
  const deploymentSeconds = missing / quotas.newEnvironmentsPerSecond;
  return {
    requestsPerSecond,
    authorizerConcurrency,
    handlerConcurrency,
    invocationsPerSecond,
    concurrencyQuota: Math.ceil(
      Math.max(
        authorizerConcurrency + handlerConcurrency,
        invocationsPerSecond / quotas.invocationsPerConcurrency,
      ),
    ),
    environments,
    fetchesPerSecond: Math.min((environments * refreshesInIt) / keyRefreshSeconds, judged),
    fetchesAtMost: Math.min(environments * budgetPerSecond, judged),
    deploymentSeconds,
    turnedAway: (missing * quotas.invocationsPerConcurrency * deploymentSeconds) / 2,
  };
}

/** Lambda keeps at least as many as are busy; and takes no more than ten requests a second to one. */
function environmentsFor(invocationsPerSecond: number, concurrency: number): number {
  if (invocationsPerSecond === 0) return 0;
  return Math.ceil(Math.max(concurrency, invocationsPerSecond / quotas.invocationsPerConcurrency));
}

/** Gives the requests a second that an account's concurrency quota suffices for. */
export function rateWithin(assumptions: Assumptions, concurrency: number): number {
  const one = demandOf(assumptions, 1);
  return (
    concurrency /
    Math.max(
      one.authorizerConcurrency + one.handlerConcurrency,
      one.invocationsPerSecond / quotas.invocationsPerConcurrency,
    )
  );
}

/** Gives how many keys are fetched in a month. */
export function fetchesAMonth({ fetchesPerSecond }: Demand): number {
  return fetchesPerSecond * monthSeconds;
}
