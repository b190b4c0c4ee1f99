import { inspect } from 'node:util';
import type { LoadedFunction } from '../bundles.ts';

export const flavours = ['http', 'rest'] as const;
export type Flavour = (typeof flavours)[number];

export const arn = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef123/$default/GET/protected';

/** The event by which each flavour of API Gateway asks an authorizer about an Authorization header. */
export const events: Readonly<Record<Flavour, (authorization: string) => object>> = {
  http: (authorization) => ({
    version: '2.0',
    type: 'REQUEST',
    routeArn: arn,
    identitySource: [authorization],
    routeKey: 'GET /protected',
    rawPath: '/protected',
    rawQueryString: '',
    headers: { authorization },
    requestContext: {
      accountId: '123456789012',
      apiId: 'abcdef123',
      http: { method: 'GET', path: '/protected', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1' },
      requestId: 'r',
      routeKey: 'GET /protected',
      stage: '$default',
    },
  }),
  rest: (authorization) => ({
    type: 'TOKEN',
    authorizationToken: authorization,
    methodArn: arn,
  }),
};

/** What came of a request, in words that both flavours share. */
export interface Outcome {
  /** `allow`, `refused: <reason>` (`refused` alone on rest), `failed: <message>`, or what else was thrown. */
  readonly verdict: string;
  /** The answer, or all that is to be seen of the error. */
  readonly shown: string;
}

/** Asks a loaded authorizer, and says what came of it. */
export async function outcomeOf(authorizer: LoadedFunction, event: unknown): Promise<Outcome> {
  try {
    const answer = await authorizer.handler(event);
    return { verdict: verdictOf(answer), shown: inspect(answer, { depth: 10 }) };
  } catch (error) {
    return { verdict: thrownVerdict(error), shown: inspect(error, { depth: 10 }) };
  }
}

function verdictOf(answer: unknown): string {
  const { policyDocument, context } = answer as {
    policyDocument: { Statement: readonly { Effect: string }[] };
    context: Readonly<Record<string, unknown>>;
  };
  const effects = policyDocument.Statement.map(({ Effect }) => Effect).join();
  return effects === 'Allow' ? 'allow' : `refused: ${context['reason']}`;
}

function thrownVerdict(error: unknown): string {
  const { name, message } = error as Error;
  if (message === 'Unauthorized') return 'refused';
  return name === 'AuthorizerError' ? `failed: ${message}` : `threw ${name}: ${message}`;
}
