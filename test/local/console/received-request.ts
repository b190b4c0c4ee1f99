import type { OpenConsole } from './open-console.ts';

/**
 * Returns a request that the API received.
 *
 * @param after how many requests after the one that the page shows
 * @returns its headers sorted, without Connection
 */
export async function receivedRequest({ page, stack }: OpenConsole, after = 0) {
  const shown = Number(/^Request (\d+)/.exec(await page.locator('#outcome').innerText())?.[1]);
  const trace = await fetch(`${stack.zuplo.url}/__local/requests/${shown + after}`);
  const { request } = JSON.parse(await trace.text());
  const headers: readonly [name: string, value: string][] = request.headers;
  return {
    ...request,
    headers: headers
      .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
      .filter((line) => !line.startsWith('connection:'))
      .sort(),
  };
}
