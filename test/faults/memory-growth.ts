import { authorizerEvents } from '../authorizer-events.ts';
import { startKeyEndpoint } from '../key-endpoint.ts';
import { signed, signingKey } from '../signing.ts';
import { forgedTokens } from './forged-tokens.ts';

/**
 * Growth of this process, which runs with --expose-gc and the URL of a bundle: after 20,000 forged
 * tokens, then 6,000 valid tokens of 0.3 kB, then 3,000 of 5.5 kB.
 */
export interface MemoryGrowth {
  readonly forgedHeapBytes: number;
  readonly forgedResidentBytes: number;
  readonly shortTokensHeapBytes: number;
  readonly longTokensHeapBytes: number;
  readonly forgedAllowed: number;
  readonly validAllowed: number;
}

const [bundle = ''] = process.argv.slice(2);
const audience = 'your-audience';
const generated = signingKey('EdDSA');
const key = { ...generated, jwk: { ...generated.jwk, kid: 'current' } };
const endpoint = await startKeyEndpoint();
endpoint.publish(key.jwk);
Object.assign(process.env, { ISSUER: endpoint.issuer, AUDIENCE: audience });
console.info = console.warn = () => undefined;
const { handler } = (await import(bundle)) as { handler(event: unknown): Promise<unknown> };

const kinds = forgedTokens(endpoint, key, audience);
const exp = Math.floor(Date.now() / 1000) + 300;
let allowed = 0;

async function authorize(token: string): Promise<void> {
  const result = JSON.stringify(await handler(authorizerEvents.http(`Bearer ${token}`)));
  if (result.includes('"Effect":"Allow"')) allowed += 1;
}

async function sendForged(count: number, first: number): Promise<void> {
  for (let index = first; index < first + count; index += 1) {
    await authorize(kinds[index % kinds.length]?.token(index) ?? '');
  }
}

async function sendValid(count: number, paddingLength: number): Promise<void> {
  const padding = 'x'.repeat(paddingLength);
  for (let index = 0; index < count; index += 1) {
    const claims = { iss: endpoint.issuer, aud: audience, sub: `s${index}`, exp, padding };
    await authorize(signed(key, { payload: claims }));
  }
}

function memory() {
  for (let round = 0; round < 4; round += 1) globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
}

// A warm-up, so that compiled code is not counted.
await sendForged(3_000, 0);
const before = memory();
await sendForged(20_000, 3_000);
const afterForged = memory();
const forgedAllowed = allowed;
await sendValid(6_000, 0);
const afterShort = memory();
await sendValid(3_000, 4_000);
const afterLong = memory();
const growth: MemoryGrowth = {
  forgedHeapBytes: afterForged.heap - before.heap,
  forgedResidentBytes: afterForged.resident - before.resident,
  shortTokensHeapBytes: afterShort.heap - afterForged.heap,
  longTokensHeapBytes: afterLong.heap - afterForged.heap,
  forgedAllowed,
  validAllowed: allowed - forgedAllowed,
};
process.stdout.write(JSON.stringify(growth));
await endpoint.close();
