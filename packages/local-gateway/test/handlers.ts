/** A function that answers with the event it was given. */
export const echo = {
  'index.mjs': `export const handler = async (event) => ({
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  });`,
};

/** A function that does what the query's `do` says: one way each in which functions end. */
export const misbehaving = {
  'index.mjs': `
import { setTimeout as sleep } from 'node:timers/promises';
let invocations = 0;
const deeds = {
  count: () => ({ statusCode: 200, body: String(++invocations) }),
  throw: () => { throw new TypeError('broken'); },
  reject: () => Promise.reject(new Error('rejected')),
  unhandled: async () => { Promise.reject(new Error('nobody caught this')); await sleep(5000); },
  exit: () => process.exit(3),
  hang: () => sleep(60_000),
  spin: () => { for (;;); },
  memory: async () => {
    const kept = [];
    for (;;) {
      for (let i = 0; i < 100_000; i++) kept.push({ text: 'x' + kept.length, list: [1, 2, 3] });
      await sleep(1);
    }
  },
  buffers: async () => { const kept = []; for (;;) { kept.push(Buffer.alloc(1e6, 1)); await sleep(1); } },
  sleep: async () => { await sleep(300); return { statusCode: 200, body: 'slept' }; },
  huge: () => 'x'.repeat(7_000_000),
};
export const handler = async (event) => deeds[event.queryStringParameters.do]();
`,
};

/** A function that returns what the query's \`json\` holds. */
export const returning = {
  'index.mjs': `export const handler = async (event) => {
    const json = event.queryStringParameters?.json;
    return json === undefined ? undefined : JSON.parse(json);
  };`,
};

/**
 * An authorizer that does what the token says: `allow`, `deny`, `elsewhere` (allows another
 * route), `throw`, …; counts its invocations in the context.
 */
export const tokenReader = {
  'index.mjs': `
let invocations = 0;
const policy = (Effect, Resource = '*') => ({
  principalId: 'someone',
  policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] },
  context: { text: 'a', number: 1, flag: true, invocations },
});
const answers = {
  allow: () => policy('Allow'),
  deny: () => ({ ...policy('Deny'), context: { reason: 'expired' } }),
  elsewhere: (event) => policy('Allow', (event.routeArn ?? event.methodArn).replace(/[^/]*$/, 'elsewhere')),
  here: (event) => policy('Allow', event.routeArn ?? event.methodArn),
  nested: () => ({ ...policy('Allow'), context: { list: [1], map: { a: 1 } } }),
  bare: () => ({ ...policy('Allow'), context: undefined }),
  event: (event) => ({ ...policy('Allow'), context: { event: JSON.stringify(event) } }),
  simple: () => ({ isAuthorized: true }),
  refuse: () => ({ isAuthorized: false }),
  truthy: () => ({ isAuthorized: 'true' }),
  nothing: () => undefined,
  malformed: () => ({ principalId: 'someone', policyDocument: { Statement: [{ Effect: 'Permit' }] } }),
  anonymous: () => ({ ...policy('Allow'), principalId: undefined }),
  throw: () => { throw new Error('keys cannot be had'); },
  unauthorized: () => { throw new Error('Unauthorized'); },
  exit: () => process.exit(1),
};
export const handler = async (event) => {
  invocations += 1;
  const token = event.authorizationToken ?? event.identitySource?.[0] ?? 'allow';
  return answers[token.split(' ').at(-1).split('.')[0]](event);
};
`,
};
