import { prices } from '../../lib/prices.ts';

/** A full core's worth of memory: https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const megabytesPerCore = 1769;

/** The share of one core that comes with a memory size. */
export function cpuShareOf(megabytes: number): number {
  return megabytes / megabytesPerCore;
}

/**
 * Gives what invocations cost in US dollars in the first tier, beside the price per request, which memory does not change.
 * Billed by the millisecond begun, initialisation included (since August 2025).
 * @param milliseconds of each invocation
 */
export function dollars(megabytes: number, milliseconds: readonly number[]): number {
  const billed = milliseconds.reduce((sum, one) => sum + Math.ceil(one), 0);
  return (billed / 1000) * (megabytes / 1024) * prices.durationGbSecond.tiers[0].dollars;
}
