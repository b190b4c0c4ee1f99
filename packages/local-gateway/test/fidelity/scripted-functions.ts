/** A function that does what the query's `do` says, or answers with its event. */
export const act = {
  'index.mjs': `
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
const instance = randomUUID();
let count = 0;
const ok = (value) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
const deeds = {
  return: (value) => value,
  nothing: () => undefined,
  text: (text) => text,
  throw: (message) => { throw new Error(message); },
  throwText: (text) => { throw text; },
  unhandled: async () => { Promise.reject(new Error('nobody caught this')); await sleep(5000); },
  exit: (status) => process.exit(status),
  sleep: async (milliseconds) => { await sleep(milliseconds); return ok(instance); },
  spin: () => { for (;;); },
  fill: async () => { const kept = []; for (;;) { kept.push(Buffer.alloc(1e6, 1)); await sleep(1); } },
  instance: () => ok({ instance, count: ++count }),
  environment: (names) => ok(Object.fromEntries(names.map((name) => [name, process.env[name] ?? null]))),
  context: (_, context) => ok({ ...context, remaining: context.getRemainingTimeInMillis() }),
  console: (values) => { console.log(...values); return ok('logged'); },
  big: (size) => ok('x'.repeat(size)),
  circular: () => { const self = {}; self.self = self; return self; },
};
export const handler = async (event, context) => {
  const script = event.queryStringParameters?.do;
  if (script === undefined) return ok(event);
  const [[deed, argument]] = Object.entries(JSON.parse(script));
  return deeds[deed](argument, context);
};
`,
};

/** The query that has `act` do something: `{ return: { statusCode: 204 } }`. */
export function doing(script: object): string {
  return `?do=${encodeURIComponent(JSON.stringify(script))}`;
}

/**
 * An authorizer that does what the header `x-judge`, or else its token, says: a list of deeds, one
 * for each time that it is asked with that text, the last one again and again. Any other token is
 * allowed everything.
 */
export const judge = {
  'index.mjs': `
import { setTimeout as sleep } from 'node:timers/promises';
const asked = new Map();
const deeds = {
  answer: (answer) => answer,
  throw: (message) => { throw new Error(message); },
  throwText: (text) => { throw text; },
  sleep: async (milliseconds) => { await sleep(milliseconds); return {}; },
  exit: (status) => process.exit(status),
  nothing: () => undefined,
};
const allowEverything = { do: [{ answer: {
  principalId: 'someone',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*' }],
  },
} }] };
function scriptIn(text) {
  try { return JSON.parse(text); } catch { return allowEverything; }
}
function header(event, name) {
  return Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}
export const handler = async (event) => {
  const arn = event.routeArn ?? event.methodArn;
  const given = header(event, 'x-judge') ?? event.authorizationToken ??
    event.identitySource?.[0] ?? header(event, 'authorization') ?? '';
  const times = (asked.get(given) ?? 0) + 1;
  asked.set(given, times);
  const { do: script, show } = scriptIn(given);
  const [[deed, argument]] = Object.entries(script[Math.min(times, script.length) - 1]);
  const filled = JSON.stringify(argument ?? null)
    .replaceAll('{arn}', arn)
    .replaceAll('{api}', arn.split('/')[0])
    .replaceAll('{asked}', String(times));
  const result = await deeds[deed](JSON.parse(filled));
  return show ? { ...result, context: { event: JSON.stringify(event) } } : result;
};
`,
};
