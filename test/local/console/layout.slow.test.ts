import { beforeEach, describe, expect, it } from 'vitest';
import { lowContrast } from './low-contrast.ts';
import { button, fillDetails, isSkipped, outcome, sendToken, useConsole } from './open-console.ts';

const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

describe.skipIf(isSkipped).each(sizes)('The console at $width × $height', (size) => {
  const opened = useConsole();
  beforeEach(() => opened.page.setViewportSize(size));
  /** Tells whether the whole element is inside the window. */
  const isInView = async (selector: string) => {
    const box = await opened.page.locator(selector).boundingBox();
    if (box === null) return false;
    const { x, y, width, height } = box;
    return x >= 0 && y >= 0 && x + width <= size.width && y + height <= size.height;
  };

  it('shows the button that sends without scrolling', async () => {
    expect(await isInView('#send')).toBe(true);
  });

  it.each(['Valid', 'Expired'])('shows the response to a token of the kind %s', async (kind) => {
    const { page } = opened;
    await sendToken(page, kind);
    await outcome(page, kind === 'Valid' ? /→ 200/ : /→ 403/);
    await button(page, 'Send').waitFor();
    await expect.poll(() => isInView('#outcome')).toBe(true);
    expect(await isInView('#response-body')).toBe(true);
  });

  it('has no horizontal scroll bar', async () => {
    expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBe(size.width);
  });

  it.each(['light', 'dark'] as const)('is readable in %s colors', async (colorScheme) => {
    const { page } = opened;
    await page.emulateMedia({ colorScheme });
    await fillDetails(page, 'Headers', 'invalid');
    await page.getByRole('alert').getByText('Line 1 of Headers').waitFor();
    expect(await lowContrast(page)).toEqual([]);
  });
});
