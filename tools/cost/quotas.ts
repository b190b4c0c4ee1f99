/** What AWS lets an account do in a region before it asks; looked up on the date in `prices.ts`. */
export const quotas = {
  /** Requests a second to all APIs of the account; smaller, newer regions have a quarter of it. */
  apiRequestsPerSecond: 10_000,
  /** Invocations under way at one time, all functions together. A new account has fewer. */
  concurrency: 1_000,
  /** Lambda takes ten invocations a second for each unit of concurrency, however short they are. */
  invocationsPerConcurrency: 10,
  /** Environments that Lambda adds to a function at once… */
  newEnvironments: 1_000,
  /** …and then in a second. */
  newEnvironmentsPerSecond: 100,
} as const;

export const quotaSources = [
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html',
  'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html',
  'https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html',
  'https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html',
] as const;
