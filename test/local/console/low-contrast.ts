import type { Page } from 'playwright-core';

/** Runs in the page. */
const script = `(() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = ([red, green, blue]) =>
    [[red, 0.2126], [green, 0.7152], [blue, 0.0722]].reduce((sum, [value, weight]) => {
      const share = value / 255;
      return sum + weight * (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4);
    }, 0);
  const background = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const color = channels(getComputedStyle(each).backgroundColor);
      if (color[3] !== 0) return color;
    }
  };
  const ratio = (element) => {
    const [low, high] = [luminance(channels(getComputedStyle(element).color)), luminance(background(element))].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  return [...document.body.querySelectorAll('*')]
    .filter((it) => it.checkVisibility() && [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .filter((it) => ratio(it) < 4.5)
    .map((it) => ratio(it).toFixed(2) + ' ' + it.outerHTML);
})()`;

/**
 * Returns the visible elements of a page whose text has less contrast than 4.5 to 1.
 *
 * @see WCAG 2.2, success criterion 1.4.3
 */
export const lowContrast = (page: Page): Promise<string[]> => page.evaluate(script);
