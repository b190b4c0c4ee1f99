import { type PriceName, priceOf } from '../../lib/prices.ts';
import type { Assumptions } from './assumptions.ts';
import { monthSeconds, type Part, usageOf } from './usage.ts';

/** A month's bill in US dollars, by part; parts that cost nothing are not in it. */
export type Bill = ReadonlyMap<Part, number>;

/** What a month costs however many requests come. */
const fixedParts: readonly Part[] = ['alarms, metrics, dashboard, key', 'provisioned concurrency'];

/** Gives the bill of a month with so many requests. */
export function billOf(assumptions: Assumptions, requests: number): Bill {
  const quantities = new Map<PriceName, number>();
  const bill = new Map<Part, number>();
  for (const { part, price, quantity } of usageOf(assumptions, requests)) {
    // Parts that have a price in common climb its tiers together.
    const before = quantities.get(price) ?? 0;
    quantities.set(price, before + quantity);
    const dollars = priceOf(price, before + quantity) - priceOf(price, before);
    if (dollars > 0) bill.set(part, (bill.get(part) ?? 0) + dollars);
  }
  return bill;
}

/** Gives the bill of a month at a steady rate. */
export function monthlyBill(assumptions: Assumptions, requestsPerSecond: number): Bill {
  return billOf(assumptions, requestsPerSecond * monthSeconds);
}

/** Gives what a bill comes to, in US dollars. */
export function total(bill: Bill): number {
  return [...bill.values()].reduce((sum, dollars) => sum + dollars, 0);
}

/** Gives what a month costs without any request, in US dollars. */
export function fixed(bill: Bill): number {
  return fixedParts.reduce((sum, part) => sum + (bill.get(part) ?? 0), 0);
}
