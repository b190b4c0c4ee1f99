import { page } from './sources.ts';

/** Where the local gateway comes near and no further. */
export interface Approximation {
  readonly what: string;
  readonly onAws: string;
  readonly here: string;
  readonly source: string;
}

/** What is known to differ. No test can show the half that is on AWS. */
export const approximations: readonly Approximation[] = [
  {
    what: 'Connections',
    onAws: 'TLS, HTTP/1.1 and HTTP/2, the domain of the API',
    here: 'plain HTTP/1.1 on localhost; the event says https, port 443 and the domain all the same',
    source: page.integration,
  },
  {
    what: "A REST API's URL",
    onAws: 'ends in the stage: `/prod/pets`',
    here: 'each stage is served at the root of a port of its own; the event has the stage in `requestContext.path`',
    source: page.restIntegration,
  },
  {
    what: 'Account limits',
    onAws: '10,000 requests per second with a burst of 5,000, 1,000 instances of functions',
    here: 'no limit on requests but what the template asks for; at most 10 instances of a function, and requests wait for one',
    source: page.httpQuotas,
  },
  {
    what: 'Throttling',
    onAws: 'best effort over many hosts',
    here: 'one exact token bucket for each route of a stage',
    source: page.throttling,
  },
  {
    what: 'Bound on headers of a REST API',
    onAws: '10,240 bytes for all values of headers',
    here: '10,240 bytes for request line and headers together, as for an HTTP API',
    source: page.restQuotas,
  },
  {
    what: 'Permissions of functions',
    onAws: 'a function without one cannot be invoked: 500',
    here: 'the same; but an assembly without a single `AWS::Lambda::Permission` is served, with a warning at the start',
    source: page.authorizer,
  },
  {
    what: 'Roles of functions and of API Gateway',
    onAws: 'IAM decides what they may do',
    here: 'no credentials and no IAM: code that calls AWS fails, and a role named for an invocation is taken to be allowed',
    source: page.arns,
  },
  {
    what: 'CPU of a function',
    onAws: 'in proportion to its memory',
    here: "this machine's: cold starts and slow code are faster than there",
    source: page.lambdaEnvironment,
  },
  {
    what: 'Memory of a function',
    onAws: 'the process is bound, at once',
    here: "the thread's heap and buffers are looked at ten times a second; what the Node.js of the gateway itself takes does not count",
    source: page.lambdaEnvironment,
  },
  {
    what: 'Functions that do not yield',
    onAws: 'ended at their timeout, whatever they do',
    here: 'ended at their timeout, but for a loop inside native code, which only the end of `npm start` stops',
    source: page.lambdaEnvironment,
  },
  {
    what: 'Isolation of instances',
    onAws: 'a micro virtual machine each, /tmp of its own, frozen between invocations',
    here: "a thread each, this machine's file system, not frozen: work left over goes on",
    source: page.lambdaEnvironment,
  },
  {
    what: 'Idle instances',
    onAws: 'end after some minutes',
    here: 'stay until `npm start` ends or the function changes',
    source: page.lambdaEnvironment,
  },
  {
    what: 'Caches of authorizers when code changes (`--watch`)',
    onAws: 'a cached answer outlives a change of the function, up to its TTL',
    here: 'each swap begins with empty caches',
    source: page.authorizer,
  },
  {
    what: 'Instances of a quick function',
    onAws: 'one for each request at a time',
    here: 'requests that wait less than about 10 ms share one, one after the other',
    source: page.lambdaEnvironment,
  },
  {
    what: 'Version of Node.js',
    onAws: "that of the function's runtime",
    here: 'the one that runs `npm start`; nodejs22.x differs from nodejs24.x only in taking handlers with a callback',
    source: page.lambdaHandler,
  },
  {
    what: 'Versions and aliases of functions',
    onAws: 'their own code and settings',
    here: 'the function itself',
    source: 'Lambda: Manage Lambda function versions',
  },
  {
    what: 'Environment values that only AWS knows',
    onAws: 'the value',
    here: '`known-on-AWS-only:<name>`, with a line in the log',
    source: page.lambdaVariables,
  },
  {
    what: 'Custom domains, logs, metrics, tracing, tags',
    onAws: 'as configured',
    here: 'left out: they change no answer',
    source: page.variables,
  },
  {
    what: 'Regular expressions of identity validation',
    onAws: "Java's",
    here: "JavaScript's, over the whole token",
    source: page.restAuthorizer,
  },
  {
    what: 'Conditions in policies',
    onAws: 'evaluated, for some keys',
    here: 'not evaluated: an Allow with a condition does not hold, a Deny with one does',
    source: page.iamGrammar,
  },
];
