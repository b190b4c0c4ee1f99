/** What a function does to the bill. Milliseconds are as Lambda bills them: whole ones. */
export interface FunctionAssumptions {
  readonly memoryMegabytes: number;
  readonly warmMs: number;
  /** Of an invocation that finds no environment, initialisation included: billed since August 2025. */
  readonly coldMs: number;
  /** The share of invocations that are cold, 0 to 1. */
  readonly coldShare: number;
}

/** Everything that the cost of a month depends on, besides the number of requests. */
export interface Assumptions {
  readonly api: 'http' | 'rest';
  /** undefined for an API that lets everybody through. */
  readonly authorizer: FunctionAssumptions | undefined;
  readonly handler: FunctionAssumptions;
  /** The share of requests that the authorizer refuses, 0 to 1. */
  readonly refusedShare: number;
  /** The share of verdicts that API Gateway still has, 0 to 1 (`authorizerCacheSeconds`). */
  readonly cachedShare: number;
  readonly accessLogBytes: number;
  /** What the authorizer logs of a refusal; of an allowed request it logs nothing. */
  readonly refusalBytes: number;
  /** What Lambda logs of the error that a refusal is on a REST API. */
  readonly refusalErrorBytes: number;
  readonly logRetentionDays: number;
  /** What CloudWatch's compression leaves of a byte that it keeps. */
  readonly keptShare: number;
  /** Traces per request and traced service, 0 when tracing is off. */
  readonly tracedShare: number;
  /** Environments of the authorizer kept initialised. */
  readonly provisionedConcurrency: number;
  readonly alarms: number;
  readonly metrics: number;
  readonly dashboards: number;
  readonly keys: number;
  /** Of an answer with its headers, on its way out to Zuplo. */
  readonly responseBytes: number;
}

/** Of one refusal by `lambdas/authorizer/log.ts`: the line that Lambda makes of it, and CloudWatch's 26 bytes. */
export const refusalBytes = 300;

/** What X-Ray takes of Lambda's invocations past the first in a second; Lambda lets nobody change it. */
export const xraySampling = 0.05;

/** The deployment as it comes, with alarms, serving requests that are nearly all allowed. */
export const usual: Assumptions = {
  api: 'http',
  authorizer: { memoryMegabytes: 512, warmMs: 2, coldMs: 250, coldShare: 0.01 },
  handler: { memoryMegabytes: 256, warmMs: 2, coldMs: 150, coldShare: 0.01 },
  refusedShare: 0.01,
  cachedShare: 0,
  accessLogBytes: 600,
  refusalBytes,
  refusalErrorBytes: 400,
  logRetentionDays: 30,
  keptShare: 0.15,
  tracedShare: 0,
  provisionedConcurrency: 0,
  alarms: 8,
  metrics: 6,
  dashboards: 1,
  keys: 1,
  responseBytes: 500,
};
