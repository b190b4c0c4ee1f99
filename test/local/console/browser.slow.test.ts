import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noChromium, startChromium } from './chromium.ts';
import { type OwnStack, startOwnStack } from './own-stack.ts';
import { takeScreenshot } from './screenshot.ts';

// A developer's machine may have no browser, which is then said; CI must have one.
const skipped = noChromium !== undefined && !process.env['CI'];
if (skipped) console.warn(`The console is not tested in a browser: ${noChromium}`);

describe.skipIf(skipped)('the console in a browser', () => {
  let stack: OwnStack;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    if (noChromium !== undefined) throw new Error(noChromium);
    [stack, browser] = await Promise.all([startOwnStack(), startChromium()]);
    page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    page.setDefaultTimeout(5_000);
    // What breaks the content security policy is told here as well.
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(stack.zuplo.url);
    await page.getByLabel('Route').getByText('GET /protected').waitFor({ state: 'attached' });
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.close();
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const outcome = (text: RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor();
  const log = (text: RegExp) => page.getByRole('log').getByText(text).last().waitFor();
  const step = (name: string) =>
    page.locator('#story > li').filter({ has: page.getByRole('heading', { name, exact: true }) });
  const mintAndSend = async (kind: string) => {
    await page.getByLabel('Kind').selectOption(kind);
    await button('Mint and send').click();
  };

  it('names every field, and says what each part of the page is', async () => {
    const unnamed = `Array.from(document.querySelectorAll('input, select, textarea, button'))
      .filter((it) => !(it.labels?.[0] ?? it).textContent.trim()).map((it) => it.outerHTML)`;
    expect(await page.evaluate(unnamed)).toEqual([]);
    const regions = `Array.from(document.querySelectorAll('section'))
      .map((it) => document.getElementById(it.getAttribute('aria-labelledby')).textContent)`;
    expect(await page.evaluate(regions)).toEqual([
      'Token',
      'Request',
      'Issuer',
      'Requests',
      'What happened',
      'Functions’ log',
    ]);
    for (const landmark of ['banner', 'main', 'contentinfo'] as const)
      expect(await page.getByRole(landmark).count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  it('is walked through with the Tab key, in the order in which it is read', async () => {
    const walked: unknown[] = [];
    await page.evaluate('document.body.focus()');
    for (let presses = 0; presses < 9; presses += 1) {
      await page.keyboard.press('Tab');
      walked.push(
        await page.evaluate('document.activeElement.id || document.activeElement.textContent'),
      );
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).not.toBe(
        'none',
      );
    }
    expect(walked).toEqual([
      'Skip to what happened',
      'kind',
      'subject',
      'lifetime',
      'algorithm',
      'Audience, more claims, header',
      'Mint token',
      'mint-and-send',
      'token',
    ]);
  });

  it('mints a token, takes it apart and sends it, by keyboard alone', async () => {
    await page.getByLabel('Subject').fill('carol');
    await page.keyboard.press('Enter');
    await page.getByText(/^EdDSA, for carol, expires in (5 min|4 min 59 s)\.$/).waitFor();
    await button('Send').focus();
    await page.keyboard.press('Enter');
    await outcome(/GET \/protected → 200 .* allowed$/);
    expect(await step('Token').innerText()).toMatch(
      /sub\s+carol[\s\S]*exp\s+\d+: [\d:]+, in (5 min|4 min 59 s)/,
    );
    expect(await step('Authorizer').innerText()).toMatch(/Allow\s+execute-api:Invoke on arn:aws:/);
    expect(await step('Response').innerText()).toContain('Hello, carol!');
  });

  it.each([
    ['Expired', 'expired'],
    ['Forged signature', 'bad_signature'],
    ['Other audience', 'wrong_audience'],
    ['Other issuer', 'unknown_issuer'],
    ['No subject', 'missing_subject'],
    ['No expiry', 'missing_expiry'],
    ['Not valid yet', 'not_yet_valid'],
  ])('shows that a token of the kind "%s" is refused, and why', async (kind, reason) => {
    await mintAndSend(kind);
    await outcome(new RegExp(`→ 403 .*denied: ${reason}$`));
    expect(await step('Authorizer').innerText()).toMatch(/Deny\s+execute-api:Invoke/);
    expect(await step('Function').count()).toBe(0);
    await log(new RegExp(`reason=${reason}`));
  });

  it('says what is wrong with what was typed', async () => {
    await page.getByText('Audience, more claims, header').click();
    await page.getByLabel('More claims').fill('{');
    await button('Mint token').click();
    await page.getByRole('alert').getByText('More claims must be a JSON object').waitFor();
    await page.getByLabel('More claims').fill('');
  });

  it('sends an API key through the gateway', async () => {
    await page.getByLabel('Send it to').selectOption('gateway');
    await page.getByLabel('Authorization').selectOption('API key of bob');
    await button('Send').click();
    await outcome(/→ 200/);
    expect(await step('API-key gateway').innerText()).toContain('Knew bob by the API key');
    await page.getByLabel('Authorization').selectOption('A wrong API key');
    await button('Send').click();
    await outcome(/→ 401 .*Authorization Failed$/);
    await page.getByLabel('Send it to').selectOption('0');
    await page.getByLabel('Authorization').selectOption('token');
  });

  it('lists what others send, and shows it on selection, its text as text', async () => {
    const hostile = '<img src=x onerror=alert(1)>';
    await fetch(`${stack.api}/curl?q=1`, { headers: { 'x-note': hostile } });
    await page.getByRole('button', { name: '404 GET /curl no authorizer' }).click();
    await step('Request').getByText('Headers').click();
    expect(await step('Request').innerText()).toContain(`x-note: ${hostile}`);
    expect(await page.locator('img').count()).toBe(0);
  });

  it('rotates the key: new tokens are accepted at once, old ones are refused', async () => {
    await button('Rotate key').click();
    await mintAndSend('Valid');
    await outcome(/→ 200/);
    await log(/jwks_fetched/);
    await mintAndSend('Signed with the rotated key');
    await outcome(/→ 403 .*denied: bad_signature$/);
  });

  it('stops the key endpoint and starts it again: the authorizer copes as long as it can', async () => {
    await page.getByLabel('Is stopped').check();
    await mintAndSend('Valid');
    await outcome(/→ 200/);
    await button('Rotate key').click();
    await mintAndSend('Valid');
    await outcome(/→ 403 .*denied: bad_signature$/);
    await log(/jwks_fetch_failed/);
    await page.getByLabel('Answers', { exact: true }).check();
    await button('Send').click();
    await outcome(/→ 200/);
  });

  it('withdraws the key and publishes it again', async () => {
    await button('Withdraw key').click();
    await page.getByText('No key is published.').waitFor();
    await button('Publish key again').click();
    await page.getByText(/^Published: EdDSA/).waitFor();
  });

  it.each([1200, 360])('needs no scrolling sideways at %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  it('has not complained of anything, its content security policy least of all', () => {
    expect(complaints).toEqual([]);
  });

  if (process.env['UPDATE_SCREENSHOT'])
    it('has its picture taken', async () => {
      await takeScreenshot(browser);
    });
});
