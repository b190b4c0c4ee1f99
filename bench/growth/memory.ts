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
  readonly events: readonly object[];
  readonly aim?: number;
}

/**
 * What the authorizer's process takes over an empty handler's: idle, with 1,000 tokens remembered, and
 * after as many that were verified and refused, of which nothing is remembered.
 */
export async function memory(): Promise<readonly Row[]> {
  const endpoint = await startKeyEndpoint();
  const key = signingKey('EdDSA');
  endpoint.publish(key.jwk);
  const folder = temporaryFolder();
  const events = (extra: object) =>
    benchTokens(key, { count: 1_000, extra: { iss: endpoint.issuer, ...extra } }).map(
      ({ header }) => httpEvent(header),
    );
  const [good, expired] = [events({}), events({ exp: 1 })];
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, 'export const handler = async () => ({ isAuthorized: true });');
  const file = bundled('lambdas/authorizer/handler.ts');
  const environment = { ISSUER: endpoint.issuer, AUDIENCE: audience };
  const measured = (one: Case) => median(one, join(folder, 'events.json'), environment);

  const base = await measured({ figure: 'empty', file: empty, events: good });
  const cases: readonly Case[] = [
    { figure: 'after 1 token', file, events: good.slice(0, 1) },
    { figure: 'after 1,000 tokens that expired, none remembered', file, events: expired },
    { figure: 'after 1,000 good tokens, all remembered', file, events: good, aim: 6 },
  ];
  const rows: Row[] = [];
  for (const one of cases) rows.push(rowOf(one, (await measured(one)) - base));
  await endpoint.close();
  return rows;
}

function rowOf({ figure, aim }: Case, bytes: number): Row {
  const mebibytes = bytes / 1_048_576;
  return {
    part: 'Memory',
    figure,
    value: `${mebibytes.toFixed(1)} MiB over an empty handler`,
    spread: `median of ${processes} processes`,
    ratio: mebibytes,
    // Resident sets wander by a few mebibytes with V8's mood.
    ...(aim !== undefined && { aim: `≤ ${aim} MiB`, band: { low: -2, high: aim * 2 } }),
  };
}

async function median(
  { file, events }: Case,
  eventsFile: string,
  environment: Record<string, string>,
): Promise<number> {
  writeFileSync(eventsFile, JSON.stringify(events));
  const sizes: number[] = [];
  for (let run = 0; run < processes; run += 1) {
    const script = ['--expose-gc', 'bench/growth/memory-of.ts', file, eventsFile];
    const child = spawn(process.execPath, script, { env: { ...process.env, ...environment } });
    sizes.push(Number(await text(child.stdout)));
  }
  return sizes.sort((a, b) => a - b)[Math.floor(processes / 2)] ?? Number.NaN;
}
