import { printable } from '../../local/printable.ts';
import { Problem } from '../../local/problem.ts';
import { type Assumptions, usual, withoutAlarms, xraySampling } from './assumptions.ts';

/** The options of `npm run cost`, as `commandLine` takes them. */
export const costOptions = {
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
  readonly [Name in keyof typeof costOptions]?: (typeof costOptions)[Name]['type'] extends 'string'
    ? string | undefined
    : boolean | undefined;
};

/** What `npm run cost -- --help` prints. */
export const costHelp = `npm run cost -- [options]

Prints what AWS charges for a month at a steady rate, in US dollars, us-east-1, list prices.

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
  --no-alarms                no alarms, and no key for them
  --help                     this

Exit status: 0 when there is a bill, 2 when it cannot be told what was asked for.`;

/**
 * Gives the assumptions that options make of the usual ones.
 * @throws {Problem} naming the option that is wrong, what was given and what is right
 */
export function assumptionsFrom(given: Given): {
  readonly assumptions: Assumptions;
  readonly requestsPerSecond: number;
} {
  const { authorizer, handler } = usual;
  if (authorizer === undefined) throw new Error('there is always an authorizer to begin with');
  const api = given.api ?? usual.api;
  if (api !== 'http' && api !== 'rest') {
    throw new Problem(`--api is ${shown(api)}: it must be http or rest`);
  }
  const number = (name: NumberOption, byDefault: number, from: number, to: number) =>
    numberFrom(name, given[name], { kind: 'number', byDefault, from, to });
  const wholeNumber = (name: NumberOption, byDefault: number, from: number, to: number) =>
    numberFrom(name, given[name], { kind: 'whole number', byDefault, from, to });
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
      provisionedConcurrency: wholeNumber('provisioned', 0, 0, 100_000),
      logRetentionDays: number('retention-days', usual.logRetentionDays, 1, 3_653),
      responseBytes: number('response-bytes', usual.responseBytes, 0, 10_485_760),
      tracedShare: given.tracing ? xraySampling : 0,
    },
  };
}

type NumberOption = {
  [Name in keyof typeof costOptions]: (typeof costOptions)[Name]['type'] extends 'string'
    ? Name
    : never;
}[keyof typeof costOptions];

/** The numbers that an option takes, both bounds allowed. */
interface Range {
  readonly kind: 'number' | 'whole number';
  readonly byDefault: number;
  readonly from: number;
  readonly to: number;
}

const written = { number: /^\d+(\.\d+)?$/, 'whole number': /^\d+$/ };

function numberFrom(
  name: string,
  text: string | undefined,
  { kind, byDefault, from, to }: Range,
): number {
  if (text === undefined) return byDefault;
  const value = Number(text);
  if (written[kind].test(text) && value >= from && value <= to) return value;
  throw new Problem(`--${name} is ${shown(text)}: it must be a ${kind} from ${from} to ${to}`);
}

const shown = (given: string) => JSON.stringify(printable(given, 200));
