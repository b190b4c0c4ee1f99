import { alternate, type Timings } from '../alternate.ts';
import { bundled } from '../bundle.ts';
import { ratioRow } from '../ratio.ts';
import type { Row } from '../row.ts';
import { contestants, control, empty } from './contestants.ts';
import { type ColdEnvironment, createColdEnvironment } from './environment.ts';
import { timeFirstDecision } from './first-decision.ts';
import { timeFirstInvocation } from './lambda-instance.ts';
import { runtimeClient } from './runtime-client.ts';

const underClient = 'Cold start under the runtime client';
const withoutClient = 'Cold start in Node.js alone';
const maxRatio = 1.78;

/**
 * Measures from the start of a process to its first decision, with a JWKS fetch over TLS.
 * @param rounds under the runtime client, half as many without it; at least 60 for a reliable figure
 */
export async function coldStart(options: {
  readonly rounds: number;
  log(line: string): void;
}): Promise<readonly Row[]> {
  const { rounds, log } = options;
  const environment = await createColdEnvironment(contestants);
  try {
    const client = await runtimeClient(log);
    log(`${underClient} …`);
    const rows = client ? await clientRows(environment, client, rounds) : [notMeasured];
    log(`${withoutClient} …`);
    return [...rows, ...(await nodeRows(environment, Math.ceil(rounds / 2)))];
  } finally {
    await environment.close();
  }
}

const notMeasured: Row = {
  part: underClient,
  figure: 'not measured',
  value: 'aws-lambda-ric cannot be built here',
  spread: '',
};

async function clientRows(environment: ColdEnvironment, client: string, rounds: number) {
  const timings = await alternate(contestants, { rounds }, (contestant) =>
    timeFirstInvocation(client, environment.coldStartOf(contestant)),
  );
  return rowsOf(underClient, timings);
}

async function nodeRows(environment: ColdEnvironment, rounds: number) {
  const runner = bundled('bench/cold/runner.ts');
  const timings = await alternate(contestants, { rounds }, (contestant) =>
    timeFirstDecision(runner, environment.coldStartOf(contestant)),
  );
  return rowsOf(withoutClient, timings);
}

/** Aims are set for the runtime client, as on Lambda. */
function rowsOf(part: string, timings: Timings): readonly Row[] {
  return [...timings.keys()].map((name) => {
    const ratio = {
      timings,
      name,
      reference: empty.name,
      statistic: 'median',
      unit: 'ms',
    } as const;
    const isOwn = name.startsWith('this authorizer');
    return ratioRow({
      part,
      figure: name,
      ...ratio,
      ...(part === underClient && isOwn && { aim: maxRatio }),
      ...(part === underClient && name === control.name && { band: { low: 0.95, high: 1.05 } }),
    });
  });
}
