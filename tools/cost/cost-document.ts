import { priceOf, prices, pricesDate, pricesRegion } from '../../lib/prices.ts';
import { type Assumptions, usual } from './assumptions.ts';
import { billOf, fixed, monthlyBill, total } from './bill.ts';
import { demandOf, fetchesAMonth } from './demand.ts';
import { dollars } from './dollars.ts';
import { effectOf, effects, freeSettings } from './effects.ts';
import { grounds } from './grounds.ts';
import { table, textTable } from './markdown.ts';
import { priceList } from './price-list.ts';
import { type Part, usageOf } from './usage.ts';

const flavours: readonly (readonly [string, Assumptions])[] = [
  ['HTTP API', usual],
  ['REST API', { ...usual, api: 'rest' }],
  ['HTTP API without authorizer', { ...usual, authorizer: undefined }],
  ['REST API without authorizer', { ...usual, api: 'rest', authorizer: undefined }],
];

/** Gives docs/cost.md. */
export function costDocument(): string {
  return `${[introduction, million(), month(), settings(), ground(), priceList()].join('\n\n')}\n`;
}

const introduction = `# Cost

What AWS charges for this service, in US dollars: list prices of ${pricesRegion}, looked up on ${pricesDate}, without
free tiers, discounts and taxes. Computed by \`tools/cost\`; \`UPDATE_DOCS=1 npx vitest run test/tools/cost\` writes
this file anew, and the suite fails while it is out of date. \`npm run cost -- --help\` computes it for your own
figures. Not a quotation: nothing here was billed. What Zuplo charges is not in it.`;

function million(): string {
  const bills = flavours.map(([, assumptions]) => billOf(assumptions, 1e6));
  const parts = usageOf({ ...usual, tracedShare: 1 }, 1).map(({ part }) => part);
  const perRequest = [...new Set<Part>(parts)].filter(
    (part) => part !== 'alarms, metrics, dashboard, key' && bills.some((bill) => bill.has(part)),
  );
  return [
    '## A million requests',
    '',
    table(
      ['part', ...flavours.map(([name]) => name)],
      [
        ...perRequest.map((part) => [part, ...bills.map((bill) => dollars(bill.get(part) ?? 0))]),
        ['**together**', ...bills.map((bill) => `**${dollars(total(bill) - fixed(bill))}**`)],
        ['besides, a month', ...bills.map((bill) => dollars(fixed(bill)))],
      ],
    ),
    '',
    authorizerShare(),
  ].join('\n');
}

function authorizerShare(): string {
  const bill = billOf(usual, 1e6);
  const share = (bill.get('authorizer requests') ?? 0) + (bill.get('authorizer duration') ?? 0);
  const all = total(bill) - fixed(bill);
  const fetches = fetchesAMonth(demandOf(usual, 100_000));
  return `The authorizer is ${dollars(share)} of ${dollars(all)}: ${((100 * share) / all).toFixed(0)} %, nearly all of it Lambda's price for a request, which no code
makes smaller. The access log costs more than it. Fetching keys costs nothing that shows: some 1.5 kB out for each,
once in 240 to 300 s and environment, is $${(priceOf('transferGb', (fetches * 1_500) / 2 ** 30)).toFixed(0)} in a month of 100,000 requests a second.`;
}

const rates = [1, 1_000, 100_000] as const;

function month(): string {
  return [
    '## A month',
    '',
    table(
      ['requests a second', 'requests a month', ...flavours.map(([name]) => name)],
      rates.map((rate) => [
        rate.toLocaleString('en-US'),
        millions(rate * 2.628),
        ...flavours.map(([, assumptions]) => dollars(total(monthlyBill(assumptions, rate)))),
      ]),
    ),
    '',
    atTheTop(),
  ].join('\n');
}

/** What rests on the one price that could not be verified, where it matters. */
function atTheTop(): string {
  const top = monthlyBill(usual, 100_000);
  const access = top.get('access log') ?? 0;
  const [, , , last] = prices.logGb.tiers;
  const gb = usageOf(usual, 100_000 * 2_628_000).find(({ part }) => part === 'access log');
  const flat = (gb?.quantity ?? 0) * prices.logGb.tiers[0].dollars;
  return `At 100,000 a second, ${dollars(top.get('API requests') ?? 0)} of the HTTP API's bill is API Gateway, and ${dollars(access)} its access log, at
prices that fall to ${dollars(last.dollars)} a GB; AWS states these tiers for Lambda's logs and vended logs, and if access logs are
not among them, it is ${dollars(flat)}. What such a rate asks of the account besides money: [scale.md](scale.md).`;
}

function settings(): string {
  return [
    '## What a setting does',
    '',
    'Against the HTTP API above: what a million requests cost more or less, and a month without any.',
    '',
    table(
      ['setting', 'a million requests', 'a month', ''],
      effects.map((effect) => {
        const { million: perMillion, month: perMonth } = effectOf(effect);
        return [effect.setting, change(perMillion), change(perMonth), effect.note];
      }),
    ),
    '',
    `Free: ${freeSettings.join('; ')}.`,
  ].join('\n');
}

function ground(): string {
  return [
    '## What it rests on',
    '',
    textTable(
      ['', 'taken', '', 'why'],
      grounds.map(({ what, value, ground: kind, why }) => [what, value, kind, why]),
    ),
  ].join('\n');
}

function millions(count: number): string {
  return `${count.toLocaleString('en-US', { maximumFractionDigits: 1 })} M`;
}

function change(amount: number): string {
  if (Math.abs(amount) < 0.0005) return '0';
  return amount > 0 ? `+${dollars(amount)}` : dollars(amount);
}
