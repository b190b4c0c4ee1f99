import { refusalBytes, usual } from './assumptions.ts';

/** An assumption, with what it rests on. */
export interface Ground {
  readonly what: string;
  readonly value: string;
  readonly ground:
    | 'measured'
    | 'measured, in part'
    | 'computed'
    | 'documented'
    | 'estimated'
    | 'assumed';
  readonly why: string;
}

/** What `usual` takes, row by row. */
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
    value: `${usual.accessLogBytes.http} bytes on an HTTP API, ${usual.accessLogBytes.rest} on a REST API`,
    ground: 'computed',
    why: "one for each request: the format of lib/access-log.ts, filled in for an allowed one with a browser's user agent, and 26 bytes that CloudWatch counts for each",
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
    value: `15 % of their bytes, ${usual.logRetentionDays} days`,
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
    value: `${usual.alarmMetrics}, ${usual.customMetrics}, ${usual.dashboards}, ${usual.keys}`,
    ground: 'computed',
    why: 'as the template of the stage prod has them, by a test; alarms by the metrics that they watch; metrics at most: each reason to refuse is one from when it occurs; the key encrypts what alarms say',
  },
  {
    what: 'questions to the logs',
    value: 'none',
    ground: 'assumed',
    why: 'saved queries, and the tables of the dashboard each time it is looked at, cost $0.005 for each GB of logs that they read (not verified)',
  },
  {
    what: 'answers',
    value: '500 bytes',
    ground: 'assumed',
    why: 'headers and a short body; what your answers have more is $0.09 a GB',
  },
];
