/**
 * An authorizer that performs the script in the header `x-script` or else in its token: a list of
 * actions, one for each call with that script; the last one repeats. Any other token is allowed
 * everything.
 */
export const scriptedAuthorizer = {
  'index.mjs': `
import { setTimeout as sleep } from 'node:timers/promises';
const calls = new Map();
const actions = {
  return: (result) => result,
  throw: (message) => { throw new Error(message); },
  throwText: (text) => { throw text; },
  sleep: async (milliseconds) => { await sleep(milliseconds); return {}; },
  exit: (status) => process.exit(status),
  nothing: () => undefined,
};
const allowEverything = { do: [{ return: {
  principalId: 'someone',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*' }],
  },
} }] };
function parse(text) {
  try { return JSON.parse(text); } catch { return allowEverything; }
}
function header(event, name) {
  return Object.entries(event.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
}
export const handler = async (event) => {
  const arn = event.routeArn ?? event.methodArn;
  const script = header(event, 'x-script') ?? event.authorizationToken ??
    event.identitySource?.[0] ?? header(event, 'authorization') ?? '';
  const count = (calls.get(script) ?? 0) + 1;
  calls.set(script, count);
  const { do: list, returnEvent } = parse(script);
  const [[action, argument]] = Object.entries(list[Math.min(count, list.length) - 1]);
  const filled = JSON.stringify(argument ?? null)
    .replaceAll('{arn}', arn)
    .replaceAll('{api}', arn.split('/')[0])
    .replaceAll('{calls}', String(count));
  const result = await actions[action](JSON.parse(filled));
  return returnEvent ? { ...result, context: { event: JSON.stringify(event) } } : result;
};
`,
};

/** An action of the scripted authorizer. */
export type Action =
  | { readonly return: unknown }
  | { readonly throw: string }
  | { readonly throwText: string }
  | { readonly sleep: number }
  | { readonly exit: number }
  | { readonly nothing: null };

/** A policy statement; `{arn}` is the ARN of the request, `{api}` its part before the stage. */
export interface Statement {
  readonly Effect: string;
  readonly Resource?: string | readonly string[];
  readonly [element: string]: unknown;
}

export const allow = (Resource: string | readonly string[]): Statement => ({
  Effect: 'Allow',
  Resource,
});
export const deny = (Resource: string | readonly string[]): Statement => ({
  Effect: 'Deny',
  Resource,
});

/** An authorizer result with a policy; `Action` defaults to execute-api:Invoke. */
export function result(statements: readonly Statement[], members: object = {}) {
  const Statement = statements.map((statement) =>
    'Action' in statement || 'NotAction' in statement
      ? statement
      : { Action: 'execute-api:Invoke', ...statement },
  );
  return {
    principalId: 'someone',
    policyDocument: { Version: '2012-10-17', Statement },
    ...members,
  };
}

/** Returns a policy of these statements. */
export const policy = (...statements: readonly Statement[]): Action => ({
  return: result(statements),
});
/** Returns a policy that allows everything, with this context. */
export const allowedWith = (context: unknown): Action => ({
  return: result([allow('*')], { context }),
});
/** Returns a policy that allows everything, with the number of calls in the context. */
export const allowed = allowedWith({ calls: '{calls}' });
/** Returns a policy that denies everything. */
export const denied = policy(deny('*'));

/** An authorizer that allows everything and returns its event in the context. */
export const recorder = {
  'index.mjs': `export const handler = async (event) => ({
    ...${JSON.stringify(result([allow('*')]))},
    context: { event: JSON.stringify(event) },
  });`,
};

let lastId = 0;

/** A token that makes the scripted authorizer act; every call returns a different one. */
export function script(...actions: readonly Action[]): string {
  lastId += 1;
  return JSON.stringify({ id: lastId, do: actions });
}

function returnEvent(): string {
  lastId += 1;
  return JSON.stringify({ id: lastId, returnEvent: true, do: [policy(allow('*'))] });
}

/** Options of a row whose token is a script. */
export function scripted(...actions: readonly Action[]): {
  readonly headers: { readonly Authorization: string };
} {
  return { headers: { Authorization: script(...actions) } };
}

type Headers = Readonly<Record<string, string | string[]>>;

/** Options of a row whose authorizer returns its event; the token may be any of these headers. */
export function showEvent(headers: Headers = {}): { readonly headers: Headers } {
  return { headers: { ...headers, 'X-Script': returnEvent() } };
}

/** Options of a row whose token makes the authorizer return its event. */
export function showEventByToken(headers: Headers = {}): { readonly headers: Headers } {
  return { headers: { ...headers, Authorization: returnEvent() } };
}
