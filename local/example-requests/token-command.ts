import type { TokenOptions } from '../zuplo/mint-token.ts';

/**
 * Returns the command that prints a token with these options.
 *
 * @param url of the stand-in: `http://localhost:9000`
 */
export function tokenCommand(options: TokenOptions, url: string): string {
  const { port } = new URL(url);
  const { sub, audience, algorithm, expiresIn, claims = {} } = options;
  const words = [
    ...(sub === undefined ? [] : ['--sub', sub]),
    ...(audience === undefined ? [] : ['--audience', String(audience)]),
    ...(algorithm === undefined ? [] : ['--alg', algorithm]),
    ...(expiresIn === undefined ? [] : ['--expires-in', String(expiresIn)]),
    ...Object.entries(claims).flatMap(([name, value]) => [
      '--claim',
      `${name}=${claimText(value)}`,
    ]),
  ];
  const variable = port === '9000' ? '' : `ZUPLO_PORT=${port} `;
  return `${variable}npm run --silent token -- ${words.map(shellWord).join(' ')}`;
}

/** The command reads a value as JSON if it is JSON, and otherwise as text. */
function claimText(value: unknown): string {
  return typeof value === 'string' && !isJson(value) ? value : JSON.stringify(value);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Quotes a word for a POSIX shell if it needs it. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
