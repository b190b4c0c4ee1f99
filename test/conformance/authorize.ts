import type { ApiType } from '../../contract/api-type.ts';
import { logEvents } from '../../contract/log-events.ts';
import { authorizerEvents } from '../authorizer-events.ts';
import type { LoadedFunction } from '../bundles.ts';

/** The authorizer's result for one request. */
export interface Result {
  /** `allow`, or the rejection reason. */
  readonly outcome: string;
  /** The caller's subject, if allowed. */
  readonly sub?: unknown;
}

/**
 * Sends one request to a loaded authorizer as an API of this type does.
 * @throws whatever the authorizer throws, other than a REST API's `Unauthorized`
 */
export async function authorize(
  authorizer: LoadedFunction,
  apiType: ApiType,
  authorization: string | undefined,
): Promise<Result> {
  const lines: unknown[] = [];
  const { warn } = console;
  console.warn = (line) => lines.push(line);
  try {
    return resultOf(await authorizer.handler(authorizerEvents[apiType](authorization)));
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'Unauthorized') throw error;
    // A REST API's result does not contain the reason; the log does.
    const rejections = lines.map(record).filter(({ event }) => event === logEvents.tokenRejected);
    return { outcome: rejections.map(({ reason }) => String(reason)).join(' and ') };
  } finally {
    console.warn = warn;
  }
}

function resultOf(result: unknown): Result {
  const { policyDocument, context } = record(result);
  const { Statement } = record(policyDocument);
  const effects = Array.isArray(Statement) ? Statement.map((one) => record(one)['Effect']) : [];
  const { sub, reason } = record(context);
  if (effects.join() === 'Allow') return { outcome: 'allow', sub };
  return { outcome: effects.join() === 'Deny' ? String(reason) : `invalid policy: ${effects}` };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
