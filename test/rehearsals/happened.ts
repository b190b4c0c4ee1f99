import type { Happened } from './on-aws.ts';

/** What the local gateway's log tells of: one line for each request, and those of functions. */
export function happened(log: readonly string[]): Happened {
  const requests = log.filter((line) => / → \d{3} in /.test(line));
  const count = (pattern: RegExp): number => requests.filter((line) => pattern.test(line)).length;
  const throttled = count(/authorizer: failed: .*throttled/);
  return {
    authorizerLog: log.flatMap((line) => /^\[Authorizer\w*\] (.*)$/.exec(line)?.[1] ?? []),
    statuses: requests.map((line) => Number(/ → (\d{3}) in /.exec(line)?.[1])),
    functions: {
      Authorizer: {
        Invocations: count(/authorizer: (?!not asked)/) - throttled,
        Throttles: throttled,
      },
      // Lambda counts what is thrown, timeouts and crashes alike.
      ProtectedHandler: { Errors: count(/ProtectedHandler\w*(?: failed)?: (?!throttled)/) },
    },
  };
}
