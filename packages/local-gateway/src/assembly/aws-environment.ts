import { createHash } from 'node:crypto';

/** The account of environment-agnostic stacks. */
export const defaultAccount = '123456789012';

/** The region of environment-agnostic stacks. */
export const defaultRegion = 'us-east-1';

/** Returns the partition of a region: `arn:<partition>:…`. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** Returns the domain of a region's services: `AWS::URLSuffix`. */
export function urlSuffixOf(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/**
 * Returns an id like API Gateway's (lower-case letters and digits) that is the same in every run, so
 * that bookmarks and ARNs in logs stay valid.
 *
 * @param names what it identifies: account, region, stack and logical id
 */
export function stableId(names: readonly string[], length: number): string {
  const digest = createHash('sha256').update(names.join('/')).digest('hex');
  return BigInt(`0x${digest}`).toString(36).slice(0, length);
}
