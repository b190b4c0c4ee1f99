import { Problem } from '../../local/problem.ts';
import { type Assumptions, usual, withoutAlarms, xraySampling } from './assumptions.ts';

export const options = {
  api: { type: 'string' },
  rate: { type: 'string' },
  refused: { type: 'string' },
  cached: { type: 'string' },
  'handler-ms': { type: 'string' },
  'handler-memory': { type: 'string' },
  'authorizer-memory': { type: 'string' },
  provisioned: { type: 'string' },
  'retention-days': { type: 'string' },
  'response-bytes': { type: 'string' },
  tracing: { type: 'boolean' },
  'no-alarms': { type: 'boolean' },
} as const;

/** The options that were given. */
export type Given = {
  readonly [Name in keyof typeof options]?: (typeof options)[Name]['type'] extends 'string'
    ? string | undefined
    : boolean | undefined;
};

export const help = `Prints what AWS charges for a month at a steady rate, in US dollars, us-east-1, list prices.

  --api http|rest            the flavour (http)
  --rate N                   requests a second (1)
  --refused PERCENT          of requests are refused (1)
  --cached PERCENT           of verdicts are still in API Gateway's cache (0)
  --handler-ms N             milliseconds that the handler takes, warm (2)
  --handler-memory N         MB (256)
  --authorizer-memory N      MB (512)
  --provisioned N            environments of the authorizer kept initialised (0)
  --retention-days N         for which logs are kept (90)
  --response-bytes N         of an answer with its headers (500)
  --tracing                  X-Ray is on
  --no-alarms                no alarms, and no key for them`;

/**
 * Gives the assumptions that options make of the usual ones.
 * @throws {Problem} for a value that is no number or out of bounds
 */
export function assumptionsFrom(given: Given): {
  readonly assumptions: Assumptions;
  readonly requestsPerSecond: number;
} {
  const { authorizer, handler } = usual;
  if (authorizer === undefined) throw new Error('there is always an authorizer to begin with');
  const api = given.api ?? usual.api;
  if (api !== 'http' && api !== 'rest') throw new Problem('--api is http or rest');
  const number = (name: NumberOption, byDefault: number, from: number, to: number) =>
    numberFrom(name, given[name], { byDefault, from, to });
  const alarms = given['no-alarms'] ? withoutAlarms : {};
  return {
    requestsPerSecond: number('rate', 1, 0.000001, 10_000_000),
    assumptions: {
      ...usual,
      ...alarms,
      api,
      refusedShare: number('refused', 100 * usual.refusedShare, 0, 100) / 100,
      cachedShare: number('cached', 0, 0, 100) / 100,
      authorizer: {
        ...authorizer,
        memoryMegabytes: number('authorizer-memory', authorizer.memoryMegabytes, 128, 10_240),
      },
      handler: {
        ...handler,
        warmMs: number('handler-ms', handler.warmMs, 1, 29_000),
        memoryMegabytes: number('handler-memory', handler.memoryMegabytes, 128, 10_240),
      },
      provisionedConcurrency: number('provisioned', 0, 0, 100_000),
      logRetentionDays: number('retention-days', usual.logRetentionDays, 1, 3_653),
      responseBytes: number('response-bytes', usual.responseBytes, 0, 10_485_760),
      tracedShare: given.tracing ? xraySampling : 0,
    },
  };
}

type NumberOption = {
  [Name in keyof typeof options]: (typeof options)[Name]['type'] extends 'string' ? Name : never;
}[keyof typeof options];

function numberFrom(
  name: string,
  text: string | undefined,
  { byDefault, from, to }: { byDefault: number; from: number; to: number },
): number {
  if (text === undefined) return byDefault;
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value < from || value > to) {
    throw new Problem(`--${name} is a number from ${from} to ${to}`);
  }
  return value;
}
