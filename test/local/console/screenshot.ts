import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startOwnStack } from './own-stack.ts';

/**
 * Takes the console's picture for the documentation, docs/console.png, on the ports of `npm start`.
 * With DARK=1 it is the dark one, to be looked at, in the folder for temporary files.
 */
export async function takeScreenshot(browser: Browser): Promise<void> {
  const stack = await startOwnStack({ api: 8080, zuplo: 9000 });
  const colorScheme = process.env['DARK'] ? 'dark' : 'light';
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, colorScheme });
  try {
    await page.goto(stack.zuplo.url);
    const status = page.getByRole('status');
    const mintAndSend = async (kind: string, outcome: string) => {
      await page.getByLabel('Kind').selectOption(kind);
      await page.getByRole('button', { name: 'Mint and send' }).click();
      await status.filter({ hasText: outcome }).waitFor();
    };
    await page.getByLabel('Route').getByText('GET /protected').waitFor({ state: 'attached' });
    await fetch(`${stack.api}/`);
    await fetch(`${stack.zuplo.url}/protected`, {
      headers: { authorization: 'Bearer BOB_API_KEY' },
    });
    await fetch(`${stack.api}/protected`);
    await mintAndSend('Forged signature', 'bad_signature');
    await mintAndSend('Expired', 'expired');
    await mintAndSend('Valid', '200');
    await page.getByRole('button', { name: /^200 .*\ballowed [\d.]+ ms/ }).waitFor();
    await page.mouse.move(0, 0);
    await page.screenshot({
      path: colorScheme === 'dark' ? join(tmpdir(), 'console-dark.png') : 'docs/console.png',
      fullPage: true,
    });
  } finally {
    await page.close();
    await stack.close();
  }
}
