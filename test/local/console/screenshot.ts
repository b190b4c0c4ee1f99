import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { serveFixtureStack } from './served-stack.ts';

/**
 * Updates docs/console.png, on the ports of `npm start`. With DARK=1, writes the dark variant to the
 * folder for temporary files instead.
 */
export async function takeScreenshot(browser: Browser): Promise<void> {
  const stack = await serveFixtureStack({ api: 8080, zuplo: 9000 });
  const colorScheme = process.env['DARK'] ? 'dark' : 'light';
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, colorScheme });
  try {
    await page.goto(stack.zuplo.url);
    const status = page.getByRole('status');
    const createAndSend = async (kind: string, outcome: string) => {
      await page.getByLabel('Kind').selectOption(kind);
      await page.getByRole('button', { name: 'Create and send' }).click();
      await status.filter({ hasText: outcome }).waitFor();
    };
    await page.getByLabel('Route').getByText('GET /protected').waitFor({ state: 'attached' });
    await fetch(`${stack.api}/`);
    await fetch(`${stack.zuplo.url}/protected`, {
      headers: { authorization: 'Bearer BOB_API_KEY' },
    });
    await fetch(`${stack.api}/protected`);
    await createAndSend('Signed with an unknown key', 'bad_signature');
    await createAndSend('Expired', 'expired');
    await createAndSend('Valid', '200');
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
