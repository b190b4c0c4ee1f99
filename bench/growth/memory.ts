import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startKeyEndpoint } from '../../test/key-endpoint.ts';
import { signingKey } from '../../test/signing.ts';
import { bundled, temporaryFolder } from '../bundle.ts';
import type { Row } from '../row.ts';
import { httpEvent } from '../warm/events.ts';
import { audience, benchTokens } from '../warm/tokens.ts';

const processes = 5;

interface Case {
  readonly figure: string;
  readonly file: string;
  readonly events: number;
  readonly aim?: number;
}

/** What the authorizer's process takes over an empty handler's: idle, and with 1,000 tokens remembered. */
export async function memory(): Promise<readonly Row[]> {
  const endpoint = await startKeyEndpoint();
  const key = signingKey('EdDSA');
  endpoint.publish(key.jwk);
  const folder = temporaryFolder();
  const events = join(folder, 'events.json');
  const tokens = benchTokens(key, { count: 1_000, extra: { iss: endpoint.issuer } });
  writeFileSync(events, JSON.stringify(tokens.map(({ header }) => httpEvent(header))));
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, 'export const handler = async () => ({ isAuthorized: true });');
  const authorizer = bundled('lambdas/authorizer/handler.ts');
  const environment = { ISSUER: endpoint.issuer, AUDIENCE: audience };

  const base = await median({ figure: 'empty', file: empty, events: 1_000 }, events, environment);
  const rows: Row[] = [];
  const cases: readonly Case[] = [
    { figure: 'authorizer, 1 token remembered', file: authorizer, events: 1 },
    { figure: 'authorizer, 1,000 tokens remembered', file: authorizer, events: 1_000, aim: 6 },
  ];
  for (const one of cases) {
    const mebibytes = ((await median(one, events, environment)) - base) / 1_048_576;
    rows.push({
      part: 'Memory',
      figure: one.figure,
      value: `${mebibytes.toFixed(1)} MiB over an empty handler`,
      spread: `median of ${processes} processes`,
      ratio: mebibytes,
      ...(one.aim !== undefined && {
        aim: `≤ ${one.aim} MiB`,
        band: { low: 0, high: one.aim * 1.5 },
      }),
    });
  }
  await endpoint.close();
  return rows;
}

async function median(
  { file, events }: Case,
  eventsFile: string,
  environment: Record<string, string>,
): Promise<number> {
  const sizes: number[] = [];
  for (let run = 0; run < processes; run += 1) {
    const script = ['--expose-gc', 'bench/growth/memory-of.ts', file, eventsFile, String(events)];
    const child = spawn(process.execPath, script, { env: { ...process.env, ...environment } });
    sizes.push(Number(await text(child.stdout)));
  }
  return sizes.sort((a, b) => a - b)[Math.floor(processes / 2)] ?? Number.NaN;
}
