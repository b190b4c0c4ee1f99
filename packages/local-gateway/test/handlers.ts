/** A function that returns its event. */
export const echo = {
  'index.mjs': `export const handler = async (event) => ({
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(event),
  });`,
};

/**
 * An authorizer whose decision is its token: `allow`, `deny`, `here` (allows the requested ARN only),
 * `throw`, `malformed`. Its context counts the invocations.
 */
export const tokenReader = {
  'index.mjs': `
let invocations = 0;
const policy = (Effect, Resource = '*') => ({
  principalId: 'someone',
  policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect, Resource }] },
  context: { text: 'a', number: 1, flag: true, invocations },
});
const decisions = {
  allow: () => policy('Allow'),
  deny: () => ({ ...policy('Deny'), context: { reason: 'expired' } }),
  here: (event) => policy('Allow', event.routeArn ?? event.methodArn),
  malformed: () => ({ policyDocument: { Statement: [{ Effect: 'Permit' }] } }),
  throw: () => { throw new Error('the JWKS is unavailable'); },
};
export const handler = async (event) => {
  invocations += 1;
  const token = event.authorizationToken ?? event.identitySource?.[0] ?? 'allow';
  return decisions[token.split(' ').at(-1).split('.')[0]](event);
};
`,
};
