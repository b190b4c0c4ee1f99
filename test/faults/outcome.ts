import { inspect } from 'node:util';
import type { LoadedFunction } from '../bundles.ts';

/** What one request led to, in terms that both API types share. */
export interface Outcome {
  /** `allow`, `rejected: <reason>`, on a REST API `rejected`, `error: <reason>`, or any other error. */
  readonly outcome: string;
  /** The authorizer's result or error, as far as API Gateway or Lambda's log shows it. */
  readonly visible: string;
}

/** The outcome when no usable JWKS is available. */
export const jwksUnavailable = 'error: jwks_unavailable';

/** Invokes a loaded authorizer. */
export async function outcomeOf(authorizer: LoadedFunction, event: unknown): Promise<Outcome> {
  try {
    const result = await authorizer.handler(event);
    return { outcome: resultOutcome(result), visible: inspect(result, { depth: 10 }) };
  } catch (error) {
    return { outcome: errorOutcome(error), visible: inspect(error, { depth: 10 }) };
  }
}

function resultOutcome(result: unknown): string {
  const { policyDocument, context } = result as {
    policyDocument: { Statement: readonly { Effect: string }[] };
    context: Readonly<Record<string, unknown>>;
  };
  const effects = policyDocument.Statement.map(({ Effect }) => Effect).join();
  return effects === 'Allow' ? 'allow' : `rejected: ${context['reason']}`;
}

function errorOutcome(error: unknown): string {
  const { name, message } = error as Error;
  if (message === 'Unauthorized') return 'rejected';
  return name === 'AuthorizerError' ? `error: ${message}` : `unexpected ${name}: ${message}`;
}
