import { afterAll, expect } from 'vitest';

/** Holds measurements to their bounds, and shows them side by side when the file is through. */
export interface Bounds {
  /**
   * @param name of several measurements by one name, the largest is shown
   * @param unit as it follows the number, such as ` s`
   */
  atMost(name: string, bound: number, measured: number, unit?: string): void;
}

/** Gives the bounds of a test file. */
export function createBounds(): Bounds {
  const found = new Map<
    string,
    { readonly limit: string; readonly measured: number; readonly unit: string }
  >();
  afterAll(() => {
    const rows = [...found].map(
      ([name, { limit, measured, unit }]) => `| ${name} | ${limit} | ${figure(measured)}${unit} |`,
    );
    console.log(['| measured | bound | found |', '| --- | ---: | ---: |', ...rows].join('\n'));
  });
  return {
    atMost(name, bound, measured, unit = '') {
      const largest = Math.max(measured, found.get(name)?.measured ?? measured);
      found.set(name, { limit: `${bound}${unit}`, measured: largest, unit });
      expect(measured, name).toBeLessThanOrEqual(bound);
    },
  };
}

function figure(measured: number): string {
  return Number.isInteger(measured) ? String(measured) : measured.toFixed(1);
}
