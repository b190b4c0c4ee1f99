import { refusalBytes } from './assumptions.ts';

/** An assumption, with what it rests on. */
export interface Ground {
  readonly what: string;
  readonly value: string;
  readonly ground: 'measured' | 'measured, in part' | 'documented' | 'estimated' | 'assumed';
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
