import { UserError } from './user-error.ts';

/**
 * The TCP port that an environment variable sets; unset or empty: the default.
 *
 * @throws {UserError} unless it is a whole number from 0 (any free port) to 65535
 */
export function portSetting(
  variable: string,
  environment: NodeJS.ProcessEnv,
  defaultValue: number,
): number {
  const value = environment[variable] ?? '';
  if (value === '') return defaultValue;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UserError(
    `${variable} is ${JSON.stringify(value)}: it must be a port from 1 to 65535, or 0 for any that is free`,
  );
}
