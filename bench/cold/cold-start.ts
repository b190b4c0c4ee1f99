import type { Row } from '../row.ts';
import { alternate } from './alternate.ts';
import { coldRows, type Demand } from './cold-rows.ts';
import { contestants } from './contestants.ts';
import { timeFirstDecision } from './first-decision.ts';
import { initialisationRows } from './initialisation.ts';
import { runInstance } from './lambda-instance.ts';
import { memoryRows } from './memory-rows.ts';
import { startRuntimeApi } from './runtime-api.ts';
import { runtimeClient } from './runtime-client.ts';
import { type Stage, setStage } from './stage.ts';

export interface ColdStartOptions {
  /** Of the gated comparison, under the runtime client; the others make do with a share of them. `60` for a figure that counts. */
  readonly rounds: number;
  log(line: string): void;
}

const underClient = 'Cold start under the runtime client';

/** What is asked under the runtime client; the null control tells whether the machine was quiet enough. */
const demands: Readonly<Record<string, Demand>> = {
  'empty handler again': { band: { low: 0.95, high: 1.05 } },
  'ours, EdDSA': { aim: '≤ 1.75', band: { low: 1, high: 1.75 * 1.1 } },
  'ours, RS256': { aim: '≤ 1.75', band: { low: 1, high: 1.75 * 1.1 } },
};

/**
 * Measures from the start of a process to its first decision, key fetch over TLS included: in bare
 * Node.js and under AWS's own runtime client; what initialisation spends its time on; and what each
 * memory setting costs.
 */
export async function coldStart({ rounds, log }: ColdStartOptions): Promise<readonly Row[]> {
  const stage = await setStage(contestants);
  try {
    const client = await runtimeClient(log);
    log('Cold start in bare Node.js …');
    const bare = await inBareNode(stage, Math.ceil(rounds / 2));
    log('Cold start under the runtime client …');
    const clientRows = client ? await underRuntimeClient(stage, client, rounds) : [noClient];
    log('What initialisation spends …');
    const spent = await initialisationRows(stage, Math.ceil(rounds / 4));
    log('Memory settings …');
    const memory = client ? await memoryRows(stage, client, Math.ceil(rounds / 12)) : [];
    return [...clientRows, ...bare, ...bundleRows(stage), ...spent, ...memory];
  } finally {
    await stage.close();
  }
}

const noClient: Row = {
  part: underClient,
  figure: 'not measured',
  value: 'aws-lambda-ric cannot be built here',
  spread: '',
};

async function inBareNode(stage: Stage, rounds: number): Promise<readonly Row[]> {
  const times = await alternate(contestants, rounds, (contestant) =>
    timeFirstDecision(stage.runner, {
      environment: stage.environment(contestant),
      bundle: stage.bundle(contestant).file,
      event: stage.event(contestant),
    }),
  );
  return coldRows('Cold start in bare Node.js', times);
}

async function underRuntimeClient(
  stage: Stage,
  client: string,
  rounds: number,
): Promise<readonly Row[]> {
  const api = await startRuntimeApi();
  const core = contestants.filter(({ isCore }) => isCore);
  const times = await alternate(core, rounds, async (contestant) => {
    const life = await runInstance(api, client, {
      environment: stage.environment(contestant),
      bundle: stage.bundle(contestant).file,
      events: [stage.event(contestant)],
    });
    return life.firstAnswer;
  }).finally(() => api.close());
  return coldRows(underClient, times, demands);
}

function bundleRows(stage: Stage): readonly Row[] {
  const seen = new Set<string>();
  return contestants
    .filter(({ entry }) => !seen.has(entry) && seen.add(entry))
    .map((contestant) => {
      const { bytes } = stage.bundle(contestant);
      const figure = contestant.name.replace(/, (EdDSA|RS256)$/, '');
      const isOurs = figure === 'ours';
      return {
        part: 'Bundles compared',
        figure,
        value: `${(bytes / 1000).toFixed(1)} kB`,
        spread: '',
        ...(isOurs && { aim: '≤ 20 kB', ratio: bytes / 20_000, band: { low: 0, high: 1 } }),
      };
    });
}
