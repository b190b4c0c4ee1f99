/** A deed of the scripted authorizer. */
export type Deed =
  | { readonly answer: unknown }
  | { readonly throw: string }
  | { readonly throwText: string }
  | { readonly sleep: number }
  | { readonly exit: number }
  | { readonly nothing: null };

/** A policy statement; `{arn}` is what the request is for, `{api}` what that begins with. */
export interface Statement {
  readonly Effect: string;
  readonly Resource?: string | readonly string[];
  readonly [element: string]: unknown;
}

/** An authorizer's answer with a policy of some statements. */
export function policy(...statements: readonly Statement[]): {
  readonly answer: { readonly principalId: string; readonly policyDocument: object };
} {
  const Statement = statements.map((statement) =>
    'Action' in statement || 'NotAction' in statement
      ? statement
      : { Action: 'execute-api:Invoke', ...statement },
  );
  return {
    answer: { principalId: 'someone', policyDocument: { Version: '2012-10-17', Statement } },
  };
}

/** A policy that allows everything, with a context that says how often was asked. */
export const allowed: Deed = {
  answer: {
    ...policy({ Effect: 'Allow', Resource: '*' }).answer,
    context: { asked: '{asked}' },
  },
};

/** A policy that denies everything. */
export const denied: Deed = policy({ Effect: 'Deny', Resource: '*' });

/** An allowing policy with a context. */
export function allowedWith(context: unknown): Deed {
  return { answer: { ...policy({ Effect: 'Allow', Resource: '*' }).answer, context } };
}

/** A token that has the scripted authorizer do something; each call gives another token. */
export function token(...deeds: readonly Deed[]): string {
  salt += 1;
  return JSON.stringify({ salt, do: deeds });
}

/** The header with a token for the scripted authorizer. */
export function asking(...deeds: readonly Deed[]): { readonly Authorization: string } {
  return { Authorization: token(...deeds) };
}

/** A token that has the authorizer put its event into the context. */
export function showing(): string {
  salt += 1;
  return JSON.stringify({ salt, show: true, do: [policy({ Effect: 'Allow', Resource: '*' })] });
}

let salt = 0;
