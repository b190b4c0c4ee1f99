import { performance } from 'node:perf_hooks';
import type { Authorizer } from './world.ts';

/** What came of many requests. */
export interface Asked {
  /** Each verdict that came, once. */
  readonly verdicts: readonly string[];
  /** How long each answer took, in real time. */
  readonly ms: readonly number[];
  readonly slowestMs: number;
}

export interface FloodParts {
  readonly authorizer: Authorizer;
  readonly size: number;
  readonly forged: (index: number) => string;
  /** Asked once among every twenty forged ones. */
  readonly good: (index: number) => string;
}

/** Asks one token after the other, as one instance of a Lambda function is asked. */
export async function pourFlood({ authorizer, size, forged, good }: FloodParts): Promise<{
  readonly forged: Asked;
  readonly legitimate: Asked;
}> {
  const flood = createAsking(authorizer);
  const callers = createAsking(authorizer);
  for (let index = 0; index < size; index += 1) {
    await flood.ask(forged(index));
    if (index % 20 === 0) await callers.ask(good(index));
  }
  return { forged: flood.asked(), legitimate: callers.asked() };
}

function createAsking(authorizer: Authorizer) {
  const verdicts = new Set<string>();
  const ms: number[] = [];
  return {
    async ask(token: string) {
      const start = performance.now();
      verdicts.add(await authorizer.ask(token));
      ms.push(performance.now() - start);
    },
    asked: (): Asked => ({ verdicts: [...verdicts], ms, slowestMs: Math.max(...ms) }),
  };
}
