import { type Price, prices, pricesDate, pricesRegion } from '../../lib/prices.ts';
import { textTable } from './markdown.ts';

/** Gives the part of docs/cost.md that lists the prices. */
export function priceList(): string {
  return [
    '## Prices',
    '',
    `${pricesRegion}, ${pricesDate}, in [\`prices.ts\`](../lib/prices.ts). *AWS page*: read in a stored copy of a page of AWS's.
*Price list, quoted*: AWS's page loads its figures by script, so they were read where others quote
them or AWS's price list. *Not verified*: from memory.`,
    '',
    textTable(
      ['for each', 'dollars', 'checked', 'source'],
      Object.values(prices).map((price) => [price.unit, tiers(price), price.check, price.source]),
    ),
  ].join('\n');
}

function tiers({ tiers: steps }: Price): string {
  return steps
    .map(({ upTo, dollars: price }) => {
      const text = price.toLocaleString('en-US', { maximumFractionDigits: 10 });
      return Number.isFinite(upTo) ? `${text} up to ${quantity(upTo)}` : text;
    })
    .join(', then ');
}

/** `300`, `10,240`, `7.5 billion`. */
function quantity(count: number): string {
  return count < 1e6
    ? count.toLocaleString('en-US')
    : `${(count / 1e9).toLocaleString('en-US')} billion`;
}
