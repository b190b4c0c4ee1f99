import { stages } from '../../lib/stages.ts';
import { accessLogBytes } from './access-log-bytes.ts';

/** The flavour of an API. */
export type Api = 'http' | 'rest';

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
  readonly api: Api;
  /** undefined for an API that lets everybody through. */
  readonly authorizer: FunctionAssumptions | undefined;
  readonly handler: FunctionAssumptions;
  /** The share of requests that the authorizer refuses, 0 to 1. */
  readonly refusedShare: number;
  /** The share of verdicts that API Gateway still has, 0 to 1 (`authorizerCacheSeconds`). */
  readonly cachedShare: number;
  /** Of one line, as CloudWatch counts it. */
  readonly accessLogBytes: Readonly<Record<Api, number>>;
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
  /** Metrics that alarms watch: one that computes with several is charged for each. */
  readonly alarmMetrics: number;
  /** Metrics of our own, at most: those counted from logs, one for each reason to refuse among them. */
  readonly customMetrics: number;
  readonly dashboards: number;
  /** KMS keys. */
  readonly keys: number;
  /** Of an answer with its headers, on its way out to Zuplo. */
  readonly responseBytes: number;
}

/** Of one refusal by `lambdas/authorizer/log.ts`: the line that Lambda makes of it, and what CloudWatch adds. */
export const refusalBytes = 300;

/** What X-Ray takes of Lambda's invocations past the first in a second; Lambda lets nobody change it. */
export const xraySampling = 0.05;

/** The metrics that are counted from logs, but for refusals by reason: lib/observability/log-metrics.ts. */
const logMetrics = 6;

/** lambdas/authorizer/refusal.ts; each that occurs is a metric. */
const refusalReasons = 15;

/** The stage `prod` as it comes, serving requests that are nearly all allowed. */
export const usual: Assumptions = {
  api: 'http',
  authorizer: { memoryMegabytes: 512, warmMs: 2, coldMs: 250, coldShare: 0.01 },
  handler: { memoryMegabytes: 256, warmMs: 2, coldMs: 150, coldShare: 0.01 },
  refusedShare: 0.01,
  cachedShare: 0,
  accessLogBytes: { http: accessLogBytes('http'), rest: accessLogBytes('rest') },
  refusalBytes,
  refusalErrorBytes: 400,
  logRetentionDays: stages.prod.logRetentionDays,
  keptShare: 0.15,
  tracedShare: 0,
  provisionedConcurrency: 0,
  alarmMetrics: 18,
  customMetrics: logMetrics + refusalReasons,
  dashboards: 1,
  keys: 1,
  responseBytes: 500,
};

/** What the setting `alarms` takes away: metrics and dashboard stay. */
export const withoutAlarms = { alarmMetrics: 0, keys: 0 } as const satisfies Partial<Assumptions>;
