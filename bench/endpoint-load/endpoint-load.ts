import { type KeyEndpoint, startKeyEndpoint } from '../../test/key-endpoint.ts';
import { type SigningKey, signed, signingKey } from '../../test/signing.ts';
import type { Row } from '../row.ts';
import { authorizerLoader, type LoadedAuthorizer } from './loaded-authorizer.ts';
import { createMovedClock, type MovedClock } from './moved-clock.ts';

const part = 'Key fetches, per instance and hour';
const audience = 'bench';
const hourSeconds = 3_600;

/** An hour in the life of one instance: a request every so often, by a clock that is moved. */
interface Hour {
  readonly figure: string;
  readonly secondsBetween: number;
  /** Signs a request's token. */
  readonly signer: 'issuer' | 'forger' | 'nobody';
  /** The endpoint answers 503 after the first fetch. */
  readonly isDown?: boolean;
  readonly aim: string;
  readonly band: NonNullable<Row['band']>;
}

const hours: readonly Hour[] = [
  {
    figure: 'steady, a request a second',
    secondsBetween: 1,
    signer: 'issuer',
    aim: '12 to 16: one every 240 to 300 s',
    band: { low: 12, high: 16 },
  },
  {
    figure: 'idle, a request every 10 minutes',
    secondsBetween: 600,
    signer: 'issuer',
    aim: '6: one a request',
    band: { low: 6, high: 7 },
  },
  {
    figure: 'flood of tokens by an unknown key, 2 a second',
    secondsBetween: 0.5,
    signer: 'forger',
    aim: '≤ 620: 10 a minute, 10 at once',
    band: { low: 12, high: 620 },
  },
  {
    figure: 'flood of malformed tokens, 2 a second',
    secondsBetween: 0.5,
    signer: 'nobody',
    aim: '≤ 16',
    band: { low: 0, high: 16 },
  },
  {
    figure: 'endpoint down, a request a second',
    secondsBetween: 1,
    signer: 'issuer',
    isDown: true,
    aim: '≤ 620',
    band: { low: 12, high: 620 },
  },
];

/** Counts the fetches that one instance makes in an hour, steady, under attack and in an outage. */
export async function endpointLoad({ log }: { log(line: string): void }): Promise<readonly Row[]> {
  log('The load of the key endpoint …');
  const loader = await authorizerLoader();
  const endpoint = await startKeyEndpoint();
  const clock = createMovedClock();
  const keys = { issuer: signingKey('EdDSA'), forger: signingKey('EdDSA') };
  const rows: Row[] = [];
  try {
    for (const hour of hours) {
      endpoint.publish({ ...keys.issuer.jwk, kid: 'issuer', alg: 'EdDSA' });
      const before = endpoint.fetches;
      const authorizer = await loader.load(endpoint.issuer, audience);
      const allowed = await live(hour, { authorizer, endpoint, clock, keys });
      rows.push(hourRow(hour, endpoint.fetches - before, allowed));
    }
  } finally {
    clock.restore();
    await endpoint.close();
    loader.remove();
  }
  return rows;
}

interface World {
  readonly authorizer: LoadedAuthorizer;
  readonly endpoint: KeyEndpoint;
  readonly clock: MovedClock;
  readonly keys: Readonly<Record<'issuer' | 'forger', SigningKey>>;
}

/** Gives the share of requests that passed. */
async function live(hour: Hour, world: World): Promise<number> {
  const { authorizer, endpoint, clock } = world;
  if (hour.isDown) endpoint.answer((_request, response) => response.writeHead(503).end());
  const requests = hourSeconds / hour.secondsBetween;
  let passed = 0;
  for (let request = 0; request < requests; request += 1) {
    clock.advance(hour.secondsBetween * 1000);
    if (await authorizer.allows(token(hour.signer, world))) passed += 1;
  }
  return passed / requests;
}

function token(signer: Hour['signer'], { endpoint, clock, keys }: World): string {
  if (signer === 'nobody') return 'not.a.token';
  const now = Math.floor(clock.now() / 1000);
  const payload = { iss: endpoint.issuer, aud: audience, sub: 'consumer', iat: now, exp: now + 60 };
  return signed(keys[signer], { header: { alg: 'EdDSA', kid: signer }, payload });
}

function hourRow({ figure, aim, band }: Hour, fetches: number, allowed: number): Row {
  return {
    part,
    figure,
    value: `${fetches} (${(allowed * 100).toFixed(0)} % of requests passed)`,
    spread: 'counted',
    aim,
    band,
    ratio: fetches,
  };
}
