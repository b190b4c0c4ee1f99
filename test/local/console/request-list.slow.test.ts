import { beforeEach, describe, expect, it } from 'vitest';
import { button, isSkipped, outcome, requests, step, useConsole } from './open-console.ts';

describe.skipIf(isSkipped)('The list of requests in the console', () => {
  const opened = useConsole();
  const request = (path: string) => requests(opened.page).filter({ hasText: `GET ${path} ` });
  const focused = () => opened.page.evaluate('document.activeElement.textContent');

  beforeEach(async () => {
    await button(opened.page, 'Clear').click();
    for (const path of ['/one', '/two', '/three']) {
      await fetch(opened.stack.api + path);
      await request(path).waitFor();
    }
  });

  it('has the newest request first', async () => {
    const [newest, , oldest] = await requests(opened.page).allInnerTexts();
    expect([newest, oldest]).toEqual([
      expect.stringContaining('GET /three'),
      expect.stringContaining('GET /one'),
    ]);
  });

  it.each([
    ['the newest request', undefined],
    ['the selected request', '/two'],
  ])('has one tab stop: %s', async (_, selected) => {
    const { page } = opened;
    if (selected) await request(selected).click();
    await button(page, 'Clear').focus();
    await page.keyboard.press('Tab');
    expect(await focused()).toContain(`GET ${selected ?? '/three'}`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.role')).not.toBe('option');
  });

  it.each([
    ['/three', 'ArrowDown', '/two'],
    ['/two', 'ArrowUp', '/three'],
    ['/three', 'ArrowUp', '/three'],
    ['/two', 'Home', '/three'],
    ['/two', 'End', '/one'],
    ['/one', 'ArrowDown', '/one'],
  ])('moves the focus and the selection from %s with %s to %s', async (start, key, end) => {
    const { page } = opened;
    await request(start).click();
    await page.keyboard.press(key);
    await outcome(page, new RegExp(`GET ${end} →`));
    expect(await focused()).toContain(`GET ${end}`);
    expect(await requests(page).and(page.locator('[aria-selected=true]')).innerText()).toContain(
      `GET ${end}`,
    );
  });

  it('selects the focused request with Enter', async () => {
    const { page } = opened;
    await request('/three').focus();
    await page.keyboard.press('Enter');
    await outcome(page, /GET \/three →/);
  });

  it('keeps the focus when a request arrives', async () => {
    const { stack } = opened;
    await request('/two').click();
    await fetch(`${stack.api}/four`);
    await request('/four').waitFor();
    expect(await focused()).toContain('GET /two');
  });

  it('shows requests of other clients, without interpreting their HTML', async () => {
    const { page, stack } = opened;
    const html = '<img src=x onerror=alert(1)>';
    await fetch(`${stack.api}/curl?q=1`, { headers: { 'x-note': html } });
    await page.getByRole('option', { name: '404 GET /curl no authorizer' }).click();
    await step(page, 'Request').getByText('Headers').click();
    expect(await step(page, 'Request').innerText()).toContain(`x-note: ${html}`);
    expect(await page.locator('img').count()).toBe(0);
  });
});
