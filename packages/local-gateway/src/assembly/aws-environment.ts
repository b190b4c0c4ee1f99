import { createHash } from 'node:crypto';

/** The account that stacks without one of their own are served in. */
export const defaultAccount = '123456789012';

/** The region that stacks without one of their own are served in. */
export const defaultRegion = 'us-east-1';

/** The partition a region belongs to, as in `arn:<partition>:…`. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** The domain of a region's services: the value of AWS::URLSuffix. */
export function urlSuffixOf(region: string): string {
  return region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
}

/**
 * An id in the manner of API Gateway's (lower-case letters and digits) that is the same on every
 * run, so that bookmarks, logs and recorded ARNs stay true.
 */
export function stableId(stack: string, logicalId: string, length: number): string {
  const digest = createHash('sha256').update(`${stack}/${logicalId}`).digest('hex');
  return BigInt(`0x${digest}`).toString(36).slice(0, length);
}
