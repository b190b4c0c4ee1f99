import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inject, vi } from 'vitest';

/** A loaded function. Its events and results are unknown: tests send invalid ones too. */
export interface LoadedFunction {
  handler(event: unknown): Promise<unknown>;
}

let coldStarts = 0;

/**
 * Loads the deployed bundle as a new module instance, as a cold start does.
 * @param environment set with `vi.stubEnv`
 */
export async function coldStart(
  name: 'authorizer' | 'public' | 'protected',
  environment: Readonly<Record<string, string>> = {},
): Promise<LoadedFunction> {
  for (const [variable, value] of Object.entries(environment)) vi.stubEnv(variable, value);
  coldStarts += 1;
  return import(`${pathToFileURL(bundle(name)).href}?${coldStarts}`);
}

/** Returns the path of a function's bundle. */
export function bundle(name: 'authorizer' | 'public' | 'protected'): string {
  return join(inject('bundles')[name] ?? `no bundle of ${name}`, 'index.mjs');
}
