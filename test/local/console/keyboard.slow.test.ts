import { describe, expect, it } from 'vitest';
import { button, field, isSkipped, outcome, useConsole } from './open-console.ts';

describe.skipIf(isSkipped)('The console with a keyboard or a screen reader', () => {
  const opened = useConsole();
  const focused = () =>
    opened.page.evaluate('document.activeElement.id || document.activeElement.textContent');
  const press = async (...keys: string[]) => {
    for (const key of keys) await opened.page.keyboard.press(key);
  };

  it('has a label for every field, section and landmark', async () => {
    const { page } = opened;
    const unlabeled = `Array.from(document.querySelectorAll('input, select, textarea, button'))
      .filter((it) => !(it.labels?.[0] ?? it).textContent.trim()).map((it) => it.outerHTML)`;
    expect(await page.evaluate(unlabeled)).toEqual([]);
    const regions = `Array.from(document.querySelectorAll('section'))
      .map((it) => document.getElementById(it.getAttribute('aria-labelledby')).textContent)`;
    expect(await page.evaluate(regions)).toEqual([
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
    const order: unknown[] = [];
    await opened.page.evaluate('document.body.focus()');
    for (let presses = 0; presses < 15; presses += 1) {
      await press('Tab');
      order.push(await focused());
      const outline = 'getComputedStyle(document.activeElement).outlineStyle';
      expect(await opened.page.evaluate(outline)).not.toBe('none');
    }
    expect(order).toEqual([
      'Skip to the request trace',
      ...['via', 'route', 'method', 'path'],
      ...['kind', 'subject', 'scope', 'lifetime', 'algorithm'],
      ...['Additional claims', 'Claims and encoded token', 'Headers', 'Body'],
      'send',
    ]);
  });

  it('sends the form with Enter in a field', async () => {
    const { page } = opened;
    await field(page, 'Subject').press('Enter');
    await outcome(page, /GET \/protected → 200 .* allowed$/);
  });

  it('keeps the focus on the button that sends', async () => {
    const { page } = opened;
    await field(page, 'Subject').fill('erin');
    await button(page, 'Send').focus();
    await press('Enter');
    await page.locator('#response-body').getByText('Hello, erin!').waitFor();
    await expect.poll(focused).toBe('send');
  });
});
