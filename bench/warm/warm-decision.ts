import { startKeyEndpoint } from '../../test/key-endpoint.ts';
import { type SigningKey, signingKey } from '../../test/signing.ts';
import { alternate, type Contestant, type Timings } from '../alternate.ts';
import { startAuthorizer } from '../bundle.ts';
import { ratioRow } from '../ratio.ts';
import type { Row } from '../row.ts';
import { httpEvent } from './events.ts';
import { limit } from './limit.ts';
import { otherAuthorizers } from './other-authorizers.ts';
import { refusedHeaders } from './refused-headers.ts';
import { audience, type BenchToken, benchTokens } from './tokens.ts';

/** More than are remembered, so that each is a new one every time round. */
const count = 2_500;
const part = 'Warm decision';

interface Aims {
  readonly fresh: number;
  readonly repeated?: number;
  readonly malformed?: number;
}

const aims: Readonly<Record<string, Aims>> = {
  EdDSA: { fresh: 1.1, repeated: 0.02, malformed: 0.05 },
  RS256: { fresh: 1.35 },
  ES256: { fresh: 1.15 },
};

/** Whole handler on a whole event, against one verification of the same bytes. */
export async function warmDecision({
  rounds,
}: {
  readonly rounds: number;
}): Promise<readonly Row[]> {
  const endpoint = await startKeyEndpoint();
  const rows: Row[] = [];
  for (const [alg, aim] of Object.entries(aims)) {
    const key = signingKey(alg);
    endpoint.publish({ ...key.jwk, kid: 'k1', alg, use: 'sig' });
    const { handler } = await startAuthorizer({ ISSUER: endpoint.issuer, AUDIENCE: audience });
    const timings = await race(key, endpoint.issuer, handler, rounds);
    rows.push(...rowsOf(alg, timings, aim));
  }
  await endpoint.close();
  return rows;
}

function race(
  key: SigningKey,
  issuer: string,
  handler: (event: unknown) => Promise<unknown>,
  rounds: number,
): Promise<Timings> {
  const bare = benchTokens(key, { count, extra: { iss: issuer } });
  const named = benchTokens(key, { count, kid: 'k1', extra: { iss: issuer } });
  const ours = (name: string, tokens: readonly BenchToken[]): Contestant => {
    const events = tokens.map(({ header }) => httpEvent(header));
    return { name, run: (index) => handler(events[index % events.length]) };
  };
  const refused = Object.entries(refusedHeaders(key, issuer)).map(
    ([name, header]): Contestant => ({ name, run: () => handler(httpEvent(header)) }),
  );
  const namedEvents = named.map(({ header }) => httpEvent(header));
  return alternate(
    [
      limit('limit', key, bare),
      limit('limit again', key, bare),
      ours("Zuplo's shape", bare),
      ours('with kid', named),
      ...otherAuthorizers(key, 'k1', issuer, namedEvents),
      ours('repeated', bare.slice(0, 1)),
      ...refused,
    ],
    { rounds, calls: count },
  );
}

function rowsOf(alg: string, timings: Timings, aim: Aims): readonly Row[] {
  const aimOf = (name: string) =>
    ({
      "Zuplo's shape": aim.fresh,
      repeated: aim.repeated,
      'refused: malformed token': aim.malformed,
    })[name];
  return [...timings.keys()]
    .filter((name) => name !== 'limit')
    .map((name) =>
      ratioRow({ part, figure: `${alg}: ${name}`, timings, name, to: 'limit', aim: aimOf(name) }),
    );
}
