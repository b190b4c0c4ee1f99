import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noChromium, startChromium } from './chromium.ts';
import { takeScreenshot } from './screenshot.ts';
import { type ServedStack, serveFixtureStack } from './served-stack.ts';

// Optional on a developer's machine, required in CI.
const skipped = noChromium !== undefined && !process.env['CI'];
if (skipped) console.warn(`The console is not tested in a browser: ${noChromium}`);

describe.skipIf(skipped)('The console in a browser', () => {
  let stack: ServedStack;
  let browser: Browser;
  let page: Page;
  const messages: string[] = [];

  beforeAll(async () => {
    if (noChromium !== undefined) throw new Error(noChromium);
    [stack, browser] = await Promise.all([serveFixtureStack(), startChromium()]);
    page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    page.setDefaultTimeout(5_000);
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(error.message));
    await page.goto(stack.zuplo.url);
    await page.getByLabel('Route').getByText('GET /protected').waitFor({ state: 'attached' });
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.close();
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const outcome = (text: RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor();
  const step = (name: string) =>
    page.locator('#trace > li').filter({ has: page.getByRole('heading', { name, exact: true }) });
  const createAndSend = async (kind: string) => {
    await page.getByLabel('Kind').selectOption(kind);
    await button('Create and send').click();
  };

  it('labels every field, section and landmark', async () => {
    const unlabeled = `Array.from(document.querySelectorAll('input, select, textarea, button'))
      .filter((it) => !(it.labels?.[0] ?? it).textContent.trim()).map((it) => it.outerHTML)`;
    expect(await page.evaluate(unlabeled)).toEqual([]);
    const regions = `Array.from(document.querySelectorAll('section'))
      .map((it) => document.getElementById(it.getAttribute('aria-labelledby')).textContent)`;
    expect(await page.evaluate(regions)).toEqual([
      'Token',
      'Request',
      'Issuer',
      'Requests',
      'Request trace',
    ]);
    for (const landmark of ['banner', 'main', 'contentinfo'] as const)
      expect(await page.getByRole(landmark).count()).toBe(1);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  it('has a visible focus and a tab order from top to bottom', async () => {
    const focused: unknown[] = [];
    await page.evaluate('document.body.focus()');
    for (let presses = 0; presses < 9; presses += 1) {
      await page.keyboard.press('Tab');
      focused.push(
        await page.evaluate('document.activeElement.id || document.activeElement.textContent'),
      );
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).not.toBe(
        'none',
      );
    }
    expect(focused).toEqual([
      'Skip to the request trace',
      'kind',
      'subject',
      'lifetime',
      'algorithm',
      'Additional claims',
      'Create token',
      'create-and-send',
      'token',
    ]);
  });

  it('creates, decodes and sends a token with the keyboard alone', async () => {
    await page.getByRole('textbox', { name: 'Subject' }).fill('carol');
    await page.keyboard.press('Enter');
    await page.getByText(/^EdDSA, subject carol, expires in [45] min$/).waitFor();
    await button('Send').focus();
    await page.keyboard.press('Enter');
    await outcome(/GET \/protected → 200 .* allowed$/);
    expect(await step('Token').innerText()).toMatch(
      /sub\s+carol[\s\S]*exp\s+\d+ \([\d:]+, in [45] min\)/,
    );
    expect(await step('Authorizer').innerText()).toMatch(/Allow\s+execute-api:Invoke on arn:aws:/);
    expect(await step('Response').innerText()).toContain('Hello, carol!');
  });

  it.each([
    ['Expired', 'expired'],
    ['Signed with an unknown key', 'bad_signature'],
    ['Wrong audience', 'wrong_audience'],
    ['Wrong issuer', 'unknown_issuer'],
    ['No subject', 'missing_subject'],
    ['No expiry', 'missing_expiry'],
    ['Not valid yet', 'not_yet_valid'],
  ])('shows the reason for the rejection of a token of the kind "%s"', async (kind, reason) => {
    await createAndSend(kind);
    await outcome(new RegExp(`→ 403 .*denied: ${reason}$`));
    expect(await step('Authorizer').innerText()).toMatch(/Deny\s+execute-api:Invoke/);
    expect(await step('Function').count()).toBe(0);
    expect(await step('Log').innerText()).toContain(`reason=${reason}`);
  });

  it('reports invalid input', async () => {
    await page.getByText('Additional claims').click();
    await page.getByLabel('JSON object').fill('{');
    await button('Create token').click();
    await page.getByRole('alert').getByText('Additional claims must be a JSON object').waitFor();
    await page.getByLabel('JSON object').fill('');
  });

  it('sends an API key to the gateway', async () => {
    await page.getByLabel('Send to').selectOption('gateway');
    await page.getByLabel('Authorization').selectOption('API key of bob');
    await button('Send').click();
    await outcome(/→ 200/);
    expect(await step('API-key gateway').innerText()).toContain('Replaced the API key of bob');
    await page.getByLabel('Authorization').selectOption('Unknown API key');
    await button('Send').click();
    await outcome(/→ 401 .*Authorization Failed$/);
    await page.getByLabel('Send to').selectOption('0');
    await page.getByLabel('Authorization').selectOption('token');
  });

  it('shows requests of other clients, without interpreting their HTML', async () => {
    const html = '<img src=x onerror=alert(1)>';
    await fetch(`${stack.api}/curl?q=1`, { headers: { 'x-note': html } });
    await page.getByRole('button', { name: '404 GET /curl no authorizer' }).click();
    await step('Request').getByText('Headers').click();
    expect(await step('Request').innerText()).toContain(`x-note: ${html}`);
    expect(await page.locator('img').count()).toBe(0);
  });

  it('rotates the key: new tokens are accepted, previous ones are rejected', async () => {
    await button('Rotate key').click();
    await createAndSend('Valid');
    await outcome(/→ 200/);
    expect(await step('Log').innerText()).toContain('jwks_fetched');
    await createAndSend('Signed with the key before the rotation');
    await outcome(/→ 403 .*denied: bad_signature$/);
  });

  it('shows that an outage of the JWKS endpoint affects only tokens of a new key', async () => {
    await page.getByLabel('Closes the connection').check();
    await createAndSend('Valid');
    await outcome(/→ 200/);
    await button('Rotate key').click();
    await createAndSend('Valid');
    await outcome(/→ 500 /);
    expect(await step('Log').innerText()).toContain('jwks_fetch_failed');
    await page.getByLabel('Responds with the JWKS').check();
    await button('Send').click();
    await outcome(/→ 200/);
  });

  it.each([1200, 600])('has no horizontal scroll bar at a width of %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });

  it('has no errors, such as violations of its content security policy', () => {
    expect(messages).toEqual([]);
  });

  if (process.env['UPDATE_SCREENSHOT'])
    it('updates its screenshot', async () => {
      await takeScreenshot(browser);
    });
});
