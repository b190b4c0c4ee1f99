/**
 * A function that performs the action in the query's `do`, or returns its event; `meet` returns once
 * so many instances run at the same time.
 */
export const scriptedFunction = {
  'index.mjs': `
import { randomUUID } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
const instance = randomUUID();
let count = 0;
const ok = (value) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
const actions = {
  return: (value) => value,
  nothing: () => undefined,
  throw: (message) => { throw new Error(message); },
  throwText: (text) => { throw text; },
  unhandled: async () => { Promise.reject(new Error('nobody caught this')); await sleep(5000); },
  exit: (status) => process.exit(status),
  sleep: async (milliseconds) => { await sleep(milliseconds); return ok(instance); },
  meet: async (count) => {
    writeFileSync('present-' + instance, '');
    while (readdirSync('.').filter((name) => name.startsWith('present-')).length < count) await sleep(5);
    return ok(instance);
  },
  spin: () => { for (;;); },
  fill: () => { const kept = []; for (;;) kept.push(Array(1e6).fill(0)); },
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
  const [[action, argument]] = Object.entries(JSON.parse(script));
  return actions[action](argument, context);
};
`,
};

/** The query that makes the scripted function act: `{ return: { statusCode: 204 } }`. */
export function actionQuery(action: object): string {
  return `?do=${encodeURIComponent(JSON.stringify(action))}`;
}

/** The request that makes the scripted function act. */
export function perform(action: object, request = 'GET /act'): string {
  return `${request}${actionQuery(action)}`;
}
