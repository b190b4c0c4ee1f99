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

/** An assumption, with what it rests on. */
export interface Ground {
  readonly what: string;
  readonly value: string;
  readonly ground: 'measured' | 'measured, in part' | 'documented' | 'estimated' | 'assumed';
  readonly why: string;
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

export const grounds: readonly Ground[] = [
  {
    what: 'authorizer, warm',
    value: '2 ms billed at 512 MB',
    ground: 'measured, in part',
    why: 'a decision takes 0.5 ms ([benchmarks.md](benchmarks.md), memory setting); 1 ms assumed for the runtime around it; Lambda bills whole milliseconds',
  },
  {
    what: 'authorizer, cold',
    value: '250 ms billed at 512 MB',
    ground: 'measured, in part',
    why: '167 ms with initialisation held to the CPU share; the rest assumed for keys that come over the internet',
  },
  {
    what: 'handler',
    value: '2 ms warm, 150 ms cold at 256 MB',
    ground: 'assumed',
    why: 'the two handlers here do next to nothing; yours will not',
  },
  {
    what: 'cold starts',
    value: '1 % of invocations',
    ground: 'documented',
    why: 'AWS: typically under 1 %',
  },
  {
    what: 'refused requests',
    value: '1 %',
    ground: 'assumed',
    why: 'Zuplo signs a fresh token for each request; refusals are mistakes and attacks',
  },
  {
    what: 'refused requests that API Gateway charges for',
    value: 'all of them',
    ground: 'assumed',
    why: 'AWS staff say that a REST API does not charge for them, as its guide once did; for an HTTP API nothing was found',
  },
  {
    what: 'access log line',
    value: '600 bytes',
    ground: 'estimated',
    why: 'one for each request, on both flavours',
  },
  {
    what: 'refusal line',
    value: `${refusalBytes} bytes`,
    ground: 'measured',
    why: "the authorizer's real line in Lambda's JSON envelope, and 26 bytes that CloudWatch counts for each; an allowed request writes none with the system log level WARN",
  },
  {
    what: 'error line of a refusal, REST API',
    value: '400 bytes',
    ground: 'estimated',
    why: 'Lambda logs the error `Unauthorized`, which is how a REST API is told to answer 401',
  },
  {
    what: 'logs kept',
    value: '15 % of their bytes, 30 days',
    ground: 'assumed',
    why: 'CloudWatch keeps logs compressed, and bills what is left',
  },
  {
    what: 'traces, when on',
    value: '5 % of requests; twice that on an HTTP API',
    ground: 'documented',
    why: 'X-Ray samples the first request in a second and 5 % of the rest, and Lambda does so at a fixed rate; assumed: an HTTP API passes no trace on, so each function begins its own',
  },
  {
    what: 'alarms, metrics, dashboard, key',
    value: '8, 6, 1, 1',
    ground: 'assumed',
    why: 'as the stack has them; the key encrypts what alarms say',
  },
  {
    what: 'answers',
    value: '500 bytes',
    ground: 'assumed',
    why: 'headers and a short body; what your answers have more is $0.09 a GB',
  },
];
