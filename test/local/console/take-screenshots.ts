import { startChromium } from './chromium.ts';

// Writes the screenshots of docs/console.md: node test/local/console/take-screenshots.ts <URL of the Zuplo stand-in>
const [, , url = 'http://localhost:9000'] = process.argv;
const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

const browser = await startChromium();
for (const size of sizes)
  for (const colorScheme of ['light', 'dark'] as const) await takeScreenshot(size, colorScheme);
await browser.close();

async function takeScreenshot(
  viewport: (typeof sizes)[number],
  colorScheme: 'light' | 'dark',
): Promise<void> {
  await fetch(`${url}/__local/requests`, { method: 'DELETE' });
  await fetch(`${url}/`);
  await fetch(`${url}/protected`, { headers: { authorization: 'Bearer BOB_API_KEY' } });
  const page = await browser.newPage({ viewport, colorScheme });
  await page.goto(url);
  await page.getByText(/^Token: .* expires in/).waitFor();
  for (const [kind, result] of [
    ['Valid', 'allowed'],
    ['Expired', 'denied: expired'],
  ] as const) {
    await page.getByRole('combobox', { name: 'Token', exact: true }).selectOption(kind);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page
      .getByRole('option', { name: `${result} ` })
      .first()
      .waitFor();
    await page.locator('#outcome').getByText(result).waitFor();
  }
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `docs/console-${viewport.width}-${colorScheme}.png` });
  await page.close();
}
