import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { authorizerEvents } from '../test/authorizer-events.ts';
import { startKeyEndpoint } from '../test/key-endpoint.ts';
import { signingKey } from '../test/signing.ts';
import { bundled, temporaryFolder } from './bundle.ts';
import type { Row } from './row.ts';
import { audience, benchTokens } from './warm/tokens.ts';

const processes = 5;

/** Returns the resident set of the authorizer's process, less that of an empty handler. */
export async function memory(): Promise<readonly Row[]> {
  const endpoint = await startKeyEndpoint();
  const key = signingKey('EdDSA');
  endpoint.publish(key.jwk);
  const environment = { ISSUER: endpoint.issuer, AUDIENCE: audience };
  const events = (extra: object) =>
    benchTokens(key, { count: 1_000, extra: { iss: endpoint.issuer, ...extra } }).map(
      ({ header }) => authorizerEvents.http(header),
    );
  const valid = events({});
  const file = bundled('lambdas/authorizer/handler.ts');
  const empty = await residentBytes(bundled('bench/cold/authorizers/empty.ts'), valid, environment);
  const cases: readonly (readonly [figure: string, events: readonly object[], aimMiB?: number])[] =
    [
      ['after 1 valid token', valid.slice(0, 1)],
      ['after 1,000 expired tokens (not cached)', events({ exp: 1 })],
      ['after 1,000 valid tokens (cached)', valid, 6],
    ];
  const rows: Row[] = [];
  for (const [figure, sent, aim] of cases) {
    const mebibytes = ((await residentBytes(file, sent, environment)) - empty) / 1_048_576;
    rows.push({
      part: 'Memory',
      figure,
      value: `${mebibytes.toFixed(1)} MiB more than an empty handler`,
      spread: `median of ${processes} processes`,
      measured: mebibytes,
      // Resident sets vary by a few mebibytes from run to run.
      ...(aim !== undefined && { aim: `≤ ${aim} MiB`, band: { low: -2, high: aim * 2 } }),
    });
  }
  await endpoint.close();
  return rows;
}

/** Returns the median resident set of several processes after these events. */
async function residentBytes(
  file: string,
  events: readonly object[],
  environment: Readonly<Record<string, string>>,
): Promise<number> {
  const eventsFile = join(temporaryFolder(), 'events.json');
  writeFileSync(eventsFile, JSON.stringify(events));
  const sizes: number[] = [];
  for (let run = 0; run < processes; run += 1) {
    const script = ['--expose-gc', 'bench/memory-process.ts', file, eventsFile];
    const child = spawn(process.execPath, script, { env: { ...process.env, ...environment } });
    sizes.push(Number(await text(child.stdout)));
  }
  return sizes.sort((a, b) => a - b)[Math.floor(processes / 2)] ?? Number.NaN;
}
