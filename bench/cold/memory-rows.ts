import type { Row } from '../row.ts';
import { contestants } from './contestants.ts';
import { type CpuShare, createCpuShare } from './cpu-share.ts';
import { type InstanceLife, runInstance } from './lambda-instance.ts';
import { cpuShareOf, dollars } from './memory-cost.ts';
import { type RuntimeApi, startRuntimeApi } from './runtime-api.ts';
import { spreadOf } from './spread.ts';
import type { Stage } from './stage.ts';

const part = 'Memory setting';
const sizes = [128, 256, 512, 1024];

/** Invocations after the first, back to back, each with a fresh token: a busy instance. */
const warmInvocations = 40;

/** Of a million requests, how many meet a cold start: an assumption, stated with the figure. */
const coldPerMillion = 10_000;

interface Lives {
  /** Lambda lets initialisation have a whole core, and takes it away before the first event. */
  readonly boosted: InstanceLife[];
  /** The share of the CPU from the start: the worst case. */
  readonly held: InstanceLife[];
}

/**
 * Says what the authorizer takes and costs with the share of the CPU that each memory size comes with.
 * @returns one row that says so where no such share can be given
 */
export async function memoryRows(
  stage: Stage,
  client: string,
  rounds: number,
): Promise<readonly Row[]> {
  const share = createCpuShare();
  if (share === undefined) {
    return [{ part, figure: 'not measured', value: 'cgroups cannot be written here', spread: '' }];
  }
  const api = await startRuntimeApi();
  const lives = new Map<number, Lives>(sizes.map((size) => [size, { boosted: [], held: [] }]));
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const [size, { boosted, held }] of lives) {
        boosted.push(await live({ stage, client, api, share, size, isBoosted: true }));
        held.push(await live({ stage, client, api, share, size, isBoosted: false }));
      }
    }
  } finally {
    await api.close();
    share.remove();
  }
  return [...lives].map(([size, measured]) => memoryRow(size, measured));
}

interface Trial {
  readonly stage: Stage;
  readonly client: string;
  readonly api: RuntimeApi;
  readonly share: CpuShare;
  readonly size: number;
  readonly isBoosted: boolean;
}

async function live({ stage, client, api, share, size, isBoosted }: Trial): Promise<InstanceLife> {
  const ours = contestants.find(({ name }) => name === 'ours, EdDSA');
  if (ours === undefined) throw new Error('ours is not there');
  share.set(isBoosted ? 1 : cpuShareOf(size));
  return runInstance(api, client, {
    command: share.command,
    environment: stage.environment(ours),
    bundle: stage.bundle(ours).file,
    events: Array.from({ length: 1 + warmInvocations }, () => stage.event(ours)),
    onInitialised: () => share.set(cpuShareOf(size)),
  });
}

function memoryRow(size: number, { boosted, held }: Lives): Row {
  const first = spreadOf(boosted.map(({ firstAnswer }) => firstAnswer));
  const worst = spreadOf(held.map(({ firstAnswer }) => firstAnswer));
  const warm = boosted.flatMap(({ further }) => further);
  const mean = warm.reduce((sum, one) => sum + one, 0) / warm.length;
  const coldCost = dollars(size, [first.median]) * coldPerMillion;
  const warmCost = (dollars(size, warm) / warm.length) * 1_000_000;
  return {
    part,
    figure: `${size} MB, ${cpuShareOf(size).toFixed(2)} of a core`,
    value:
      `cold ${first.median.toFixed(0)} ms (${worst.median.toFixed(0)} if initialisation is held to the ` +
      `share too), warm ${mean.toFixed(1)} ms; a million requests, 1 % of them cold: ` +
      `$${(coldCost + warmCost).toFixed(3)}, $${warmCost.toFixed(3)} of it warm`,
    spread: `± ${((first.quartiles / 2 / first.median) * 100).toFixed(0)} %`,
  };
}
