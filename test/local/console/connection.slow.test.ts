import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startZuplo, type Zuplo } from '../../../local/zuplo/zuplo-server.ts';
import { startChromium } from './chromium.ts';
import { isSkipped, requests } from './open-console.ts';

const start = (port: number) => startZuplo({ port, audience: 'a', log: () => {} });

describe.skipIf(isSkipped)('The connection of the console to the Zuplo stand-in', () => {
  let zuplo: Zuplo;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [zuplo, browser] = await Promise.all([start(0), startChromium()]);
    page = await browser.newPage();
    page.setDefaultTimeout(10_000);
    await page.goto(zuplo.url);
    await fetch(`${zuplo.url}/before-the-restart`);
    await requests(page).filter({ hasText: 'GET /before-the-restart' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await zuplo?.close();
  });
  const lost = () => page.getByRole('alert').getByText('Connection to the Zuplo stand-in lost.');

  it('is not mentioned while it lasts', async () => {
    expect(await lost().count()).toBe(0);
  });

  it('is shown as lost when the stand-in stops', async () => {
    await zuplo.close();
    await lost().waitFor();
  });

  it('is required to send', async () => {
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').getByText('No response from the Zuplo stand-in.').waitFor();
  });

  it('is restored after a restart, with the new signing key and an empty list', async () => {
    const key = await page.locator('#keys').innerText();
    zuplo = await start(Number(new URL(zuplo.url).port));
    await lost().waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('#keys').innerText()).not.toBe(key);
    expect(await requests(page).count()).toBe(0);
  });

  it('brings new requests again', async () => {
    await fetch(`${zuplo.url}/after-the-restart`);
    await requests(page).filter({ hasText: 'GET /after-the-restart' }).waitFor();
  });
});
