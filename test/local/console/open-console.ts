import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { noChromium, startChromium } from './chromium.ts';
import { type ServedStack, serveFixtureStack } from './served-stack.ts';

/** Whether the tests in a browser are skipped: it is optional on a developer's machine, required in CI. */
export const isSkipped = noChromium !== undefined && !process.env['CI'];
if (isSkipped) console.warn(`The console is not tested in a browser: ${noChromium}`);

/** The console of the fixture stack, open in a browser. */
export interface OpenConsole {
  readonly stack: ServedStack;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser logged: errors, and violations of the content security policy. */
  readonly messages: readonly string[];
}

/** Opens the console before each test of a file. */
export function useConsole(): OpenConsole {
  const messages: string[] = [];
  let stack: ServedStack | undefined;
  let browser: Browser | undefined;
  let context: BrowserContext | undefined;
  let page: Page | undefined;

  beforeAll(async () => {
    if (noChromium !== undefined) throw new Error(noChromium);
    [stack, browser] = await Promise.all([serveFixtureStack(), startChromium()]);
    context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    page = await context.newPage();
    await page.setViewportSize({ width: 1280, height: 800 });
    page.setDefaultTimeout(5_000);
    page.on('console', (message) => messages.push(message.text()));
    page.on('pageerror', (error) => messages.push(error.message));
  });
  beforeEach(async () => {
    await page?.goto(String(stack?.zuplo.url));
    if (page) await preview(page).filter({ hasText: '/protected' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.close();
  });

  const opened = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('the console is open only during the tests');
    return part;
  };
  return {
    messages,
    get stack() {
      return opened(stack);
    },
    get context() {
      return opened(context);
    },
    get page() {
      return opened(page);
    },
  };
}

/** Returns what the page says that it will send. */
export const preview = (page: Page): Locator => page.locator('#preview');

/** Returns a button by its whole name. */
export const button = (page: Page, name: string): Locator =>
  page.getByRole('button', { name, exact: true });

/** Returns a select by its whole label. */
export const select = (page: Page, name: string): Locator =>
  page.getByRole('combobox', { name, exact: true });

/** Returns a text field by its whole label. */
export const field = (page: Page, name: string): Locator =>
  page.getByRole('textbox', { name, exact: true });

/** Returns the requests in the list, newest first. */
export const requests = (page: Page): Locator =>
  page.getByRole('listbox', { name: 'Requests' }).getByRole('option');

/** Returns a step of the trace by its heading. */
export const step = (page: Page, name: string): Locator =>
  page.locator('#trace > li').filter({ has: page.getByRole('heading', { name, exact: true }) });

/** Waits until the outcome of the shown request matches. */
export const outcome = (page: Page, text: RegExp): Promise<void> =>
  page.locator('#outcome').filter({ hasText: text }).waitFor();

/** Fills a text field in a collapsed part of the form. */
export async function fillDetails(page: Page, name: string, text: string): Promise<void> {
  const details = page.locator('form details', { has: page.getByText(name, { exact: true }) });
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  await details.locator('textarea').fill(text);
}

/** Sends the form with a new token of a kind. */
export async function sendToken(page: Page, kind: string): Promise<void> {
  await select(page, 'Token').selectOption(kind);
  await button(page, 'Send').click();
}
