import { UserError } from './user-error.ts';

/**
 * Returns the TCP port that a setting (an environment variable or an option) has, or the default
 * when it is unset or empty.
 *
 * @throws {UserError} unless it is an integer from 0 (any free port) to 65535
 */
export function portSetting(
  name: string,
  settings: Readonly<Record<string, string | undefined>>,
  defaultPort: number,
): number {
  const value = settings[name] ?? '';
  if (value === '') return defaultPort;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UserError(
    `${name} is ${JSON.stringify(value)}: it must be a port from 1 to 65535, or 0 for any free port`,
  );
}
