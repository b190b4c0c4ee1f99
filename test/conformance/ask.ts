import { vi } from 'vitest';
import type { LoadedFunction } from '../bundles.ts';

/** What the function said, in the words of a row. */
export interface Answer {
  readonly outcome: string;
  /** Who the caller is, where it was allowed. */
  readonly sub?: unknown;
}

export type Ask = (
  authorizer: LoadedFunction,
  authorization: string | undefined,
) => Promise<Answer>;

const arn = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef123';

/** Asks as an HTTP API does: a REQUEST event of payload format 2.0, answered by a policy. */
const askHttp: Ask = async (authorizer, authorization) => {
  const answer = await authorizer.handler({
    version: '2.0',
    type: 'REQUEST',
    routeArn: `${arn}/$default/GET/protected`,
    routeKey: 'GET /protected',
    identitySource: authorization === undefined ? null : [authorization],
    headers: authorization === undefined ? {} : { authorization },
    requestContext: {
      requestId: 'request-1',
      http: { method: 'GET', path: '/protected' },
      routeKey: 'GET /protected',
      stage: '$default',
    },
  });
  return read(answer);
};

/** Asks as a REST API does: a TOKEN event, answered by a policy or an error that says `Unauthorized`. */
const askRest: Ask = async (authorizer, authorization) => {
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {});
  warned.mockClear();
  try {
    return read(
      await authorizer.handler({
        type: 'TOKEN',
        methodArn: `${arn}/prod/GET/protected`,
        ...(authorization === undefined ? {} : { authorizationToken: authorization }),
      }),
    );
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'Unauthorized') throw error;
    const refusals = warned.mock.calls
      .map(([line]) => record(line))
      .filter(({ event }) => event === 'refused');
    return { outcome: refusals.map(({ reason }) => String(reason)).join(' and ') };
  }
};

/** How each flavour asks. */
export const flavours: Readonly<Record<'http' | 'rest', Ask>> = { http: askHttp, rest: askRest };

function read(answer: unknown): Answer {
  const { policyDocument, context } = record(answer);
  const { Statement } = record(policyDocument);
  const effects = Array.isArray(Statement) ? Statement.map((one) => record(one)['Effect']) : [];
  const { sub, reason } = record(context);
  if (effects.join() === 'Allow') return { outcome: 'allow', sub };
  return { outcome: effects.join() === 'Deny' ? String(reason) : `no policy: ${effects}` };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
