import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where Debian puts the browser, unless CHROMIUM says otherwise. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why no browser can be had; undefined: it can. */
export const noChromium = existsSync(executablePath)
  ? undefined
  : `no browser at ${executablePath}: install chromium, or set CHROMIUM to where it is`;

/** Starts a browser that talks to nobody but the pages it is shown. */
export function startChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
