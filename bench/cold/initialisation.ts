import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Row } from '../row.ts';
import { bundled } from './bundles.ts';
import { contestants } from './contestants.ts';
import { spreadOf } from './spread.ts';
import type { Stage } from './stage.ts';

/** Says which step of initialisation takes how long, and which share of all steps that is. */
export async function initialisationRows(stage: Stage, rounds: number): Promise<readonly Row[]> {
  const { file } = await bundled({ name: 'trace', entry: 'trace.ts' }, stage.folder);
  const steps = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [step, milliseconds] of await traced(stage, file)) {
      const series = steps.get(step) ?? [];
      steps.set(step, [...series, milliseconds]);
    }
  }
  const spreads = [...steps].map(([step, series]) => [step, spreadOf(series)] as const);
  const whole = spreads.reduce((sum, [, { median }]) => sum + median, 0);
  return spreads.map(([figure, { median, quartiles }]) => ({
    part: 'What initialisation spends',
    figure,
    value: `${((median / whole) * 100).toFixed(0)} % (${median.toFixed(1)} ms)`,
    spread: `± ${(quartiles / 2).toFixed(1)} ms`,
  }));
}

async function traced(stage: Stage, file: string): Promise<readonly (readonly [string, number])[]> {
  const [contestant] = contestants;
  if (contestant === undefined) throw new Error('nobody to trace');
  const child = spawn(process.execPath, [file], {
    env: stage.environment(contestant),
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  return JSON.parse(await text(child.stdio[3] as Readable));
}
