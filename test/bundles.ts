import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject, vi } from 'vitest';

/** A function as Lambda sees it. Events and answers are what API Gateway makes of them: anything. */
export interface LoadedFunction {
  handler(event: unknown): Promise<unknown>;
}

let coldStarts = 0;

/**
 * Loads the bundle that would be deployed, anew, as a cold start does.
 * @param environment its variables; they stay set for the test that loads it
 */
export async function coldStart(
  name: 'authorizer' | 'public' | 'protected',
  environment: Readonly<Record<string, string>> = {},
): Promise<LoadedFunction> {
  for (const [variable, value] of Object.entries(environment)) vi.stubEnv(variable, value);
  coldStarts += 1;
  return import(`${pathToFileURL(bundle(name)).href}?${coldStarts}`);
}

/** The file that holds a function's code. */
export function bundle(name: 'authorizer' | 'public' | 'protected'): string {
  return join(inject('bundles')[name] ?? `no function ${name}`, 'index.mjs');
}
