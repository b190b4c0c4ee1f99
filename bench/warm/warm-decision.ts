import { authorizerEvents } from '../../test/authorizer-events.ts';
import { startKeyEndpoint } from '../../test/key-endpoint.ts';
import { type SigningKey, signingKey } from '../../test/signing.ts';
import { alternate, type Timings } from '../alternate.ts';
import { type Authorizer, startAuthorizer } from '../bundle.ts';
import { ratioRow } from '../ratio.ts';
import type { Row } from '../row.ts';
import { otherLibraries } from './other-libraries.ts';
import { rejectedHeaders } from './rejected-headers.ts';
import { audience, type BenchToken, benchTokens } from './tokens.ts';
import { verificationLimit } from './verification-limit.ts';

/** More tokens than the authorizer caches, so that none is cached when its turn comes again. */
const count = 2_500;

const newToken = "new token, Zuplo's header";
const cachedToken = 'cached token';

const aims: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  EdDSA: { [newToken]: 1.12, [cachedToken]: 0.02, 'rejected: malformed token': 0.05 },
  RS256: { [newToken]: 1.65 },
  PS256: { [newToken]: 1.65 },
  ES256: { [newToken]: 1.25 },
};

/** Compares the whole handler, on a whole event, with one verification of the same bytes. */
export async function warmDecision({ rounds }: { readonly rounds: number }) {
  const endpoint = await startKeyEndpoint();
  const rows: Row[] = [];
  for (const [alg, aim] of Object.entries(aims)) {
    const key = signingKey(alg);
    endpoint.publish({ ...key.jwk, kid: 'k1', alg, use: 'sig' });
    const authorizer = await startAuthorizer({ ISSUER: endpoint.issuer, AUDIENCE: audience });
    const timings = await timingsOf(contestants(key, endpoint.issuer, authorizer), rounds);
    for (const name of timings.keys()) {
      if (name === 'limit') continue;
      const ratio = { timings, name, reference: 'limit', aim: aim[name] } as const;
      const labels = { part: 'Warm decision', figure: `${alg}: ${name}` };
      rows.push(ratioRow({ ...labels, ...ratio, statistic: 'minimum', unit: 'µs' }));
    }
  }
  await endpoint.close();
  return rows;
}

interface Contestant {
  readonly name: string;
  readonly run: (index: number) => unknown;
}

function contestants(
  key: SigningKey,
  issuer: string,
  { handler }: Authorizer,
): readonly Contestant[] {
  const tokens = benchTokens(key, { count, extra: { iss: issuer } });
  const withKid = benchTokens(key, { count, kid: 'k1', extra: { iss: issuer } });
  const onEvents = (
    name: string,
    sent: readonly Pick<BenchToken, 'header'>[],
    run = handler,
  ): Contestant => {
    const events = sent.map(({ header }) => authorizerEvents.http(header));
    return { name, run: (index) => run(events[index % events.length]) };
  };
  const limit = verificationLimit(key, tokens);
  return [
    { name: 'limit', run: limit },
    { name: 'limit again', run: limit },
    onEvents(newToken, tokens),
    onEvents('new token with kid', withKid),
    ...Object.entries(otherLibraries(key, 'k1', issuer)).map(([name, run]) =>
      onEvents(name, withKid, run),
    ),
    onEvents(cachedToken, tokens.slice(0, 1)),
    // Most rejections cost the same for all algorithms.
    ...Object.entries(key.alg === 'EdDSA' ? rejectedHeaders(key, issuer) : {}).map(
      ([name, header]) => onEvents(name, [{ header }]),
    ),
  ];
}

/** Returns microseconds per call. */
function timingsOf(all: readonly Contestant[], rounds: number): Promise<Timings> {
  return alternate(all, { rounds, warmUps: 2 }, async ({ run }) => {
    const start = process.hrtime.bigint();
    for (let index = 0; index < count; index += 1) {
      const result = run(index);
      if (result instanceof Promise) await result;
    }
    return Number(process.hrtime.bigint() - start) / count / 1000;
  });
}
