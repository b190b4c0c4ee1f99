import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { FunctionSettings } from '../../src/functions/function-settings.ts';
import type { InvocationResult } from '../../src/functions/invocation-result.ts';
import { LambdaFunction } from '../../src/functions/lambda-function.ts';
import { functionSettings } from './function-settings.ts';

/** A function that runs during the current test. */
export interface CreatedFunction {
  readonly lambda: LambdaFunction;
  /** Where its code was copied from. */
  readonly folder: string;
  /** What it has logged. */
  readonly lines: readonly string[];
  /** Invokes it; returns the parsed payload, or the result if it is another one. */
  invoke(event?: unknown): Promise<unknown>;
}

/** Creates a function from its files by path, with 128 MB and logs in text format unless set otherwise. */
export function createFunction(
  files: Readonly<Record<string, string>>,
  settings: Partial<FunctionSettings> = {},
): CreatedFunction {
  const project = mkdtempSync(path.join(os.tmpdir(), 'project-'));
  const folder = path.join(project, 'cdk.out/asset');
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  const lines: string[] = [];
  const lambda = new LambdaFunction({ ...functionSettings(folder), ...settings }, (line) =>
    lines.push(line),
  );
  onTestFinished(async () => {
    await lambda.close();
    rmSync(project, { recursive: true });
  });
  return {
    lambda,
    folder,
    lines,
    invoke: async (event = {}) => {
      const result = await lambda.invoke(JSON.stringify(event), 'Root=1-2-3');
      return result.kind === 'returned' ? JSON.parse(result.payload) : result;
    },
  };
}

/** The result of an invocation that failed. */
export function failed(errorType: string, errorMessage: unknown): InvocationResult {
  return { kind: 'failed', errorType, errorMessage: errorMessage as string };
}
