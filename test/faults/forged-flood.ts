import { startKeyEndpoint } from '../key-endpoint.ts';
import { signed, signingKey } from '../signing.ts';
import { events } from './events.ts';
import { floods } from './flood-tokens.ts';

/**
 * Run by itself, under --expose-gc: pours 20,000 forged tokens into the bundle that is named, then
 * 6,000 short and 3,000 long good ones, and tells by how much the process grew.
 */
export interface Growth {
  readonly forgedHeapBytes: number;
  readonly forgedResidentBytes: number;
  readonly shortHeapBytes: number;
  readonly longHeapBytes: number;
  readonly forgedAllowed: number;
  readonly goodAllowed: number;
}

const [bundle = ''] = process.argv.slice(2);
const bare = signingKey('EdDSA');
const zuplo = { ...bare, jwk: { ...bare.jwk, kid: 'current' } };
const endpoint = await startKeyEndpoint();
endpoint.publish(zuplo.jwk);
Object.assign(process.env, { ISSUER: endpoint.issuer, AUDIENCE: 'your-audience' });
console.info = console.warn = () => undefined;
const { handler } = (await import(bundle)) as { handler(event: unknown): Promise<unknown> };

const kinds = floods(endpoint, zuplo, 'your-audience');
const now = Math.floor(Date.now() / 1000);
let allowed = 0;

async function pour(from: number, to: number): Promise<void> {
  for (let index = from; index < to; index += 1) {
    await ask(kinds[index % kinds.length]?.token(index) ?? '');
  }
}

async function ask(token: string): Promise<void> {
  const answer = JSON.stringify(await handler(events.http(`Bearer ${token}`)));
  if (answer.includes('"Effect":"Allow"')) allowed += 1;
}

function measured() {
  for (let round = 0; round < 4; round += 1) globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
}

/** Asks with good tokens, no two of them alike. */
async function pourGood(count: number, padding: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const claims = { iss: endpoint.issuer, aud: 'your-audience', sub: `s${index}`, exp: now + 300 };
    await ask(signed(zuplo, { payload: { ...claims, padding: 'x'.repeat(padding) } }));
  }
}

async function growth(): Promise<Growth> {
  await pour(0, 3_000);
  const before = measured();
  await pour(3_000, 23_000);
  const afterForged = measured();
  const forgedAllowed = allowed;
  await pourGood(6_000, 0);
  const afterShort = measured();
  await pourGood(3_000, 4_000);
  const afterLong = measured();
  return {
    forgedHeapBytes: afterForged.heap - before.heap,
    forgedResidentBytes: afterForged.resident - before.resident,
    shortHeapBytes: afterShort.heap - afterForged.heap,
    longHeapBytes: afterLong.heap - afterForged.heap,
    forgedAllowed,
    goodAllowed: allowed - forgedAllowed,
  };
}

process.stdout.write(JSON.stringify(await growth()));
await endpoint.close();
