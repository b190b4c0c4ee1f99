/** How sure a price is: read on a page of AWS's, read where others quote AWS's price list, or neither. */
export type Check = 'AWS page' | 'price list, quoted' | 'not verified';

/** A price that falls as a month's quantity grows; one tier if it does not. */
export interface Price {
  /** What the quantity counts. */
  readonly unit: string;
  /** In order; `upTo` is the month's quantity at which the tier ends. */
  readonly tiers: readonly { readonly upTo: number; readonly dollars: number }[];
  /** AWS's page with the price: where it was read, or would have been. */
  readonly source: string;
  readonly check: Check;
}

/** When the prices were looked up, in stored copies of the pages: AWS may have changed them since. */
export const pricesDate = '2026-11-26';

export const pricesRegion = 'us-east-1';

const apiGateway = 'https://aws.amazon.com/api-gateway/pricing/';
const apiGatewayCosts =
  'https://docs.aws.amazon.com/whitepapers/latest/best-practices-api-gateway-private-apis-integration/cost-optimization.html';
const lambda = 'https://aws.amazon.com/lambda/pricing/';
const cloudWatch = 'https://aws.amazon.com/cloudwatch/pricing/';
const lambdaLogs =
  'https://aws.amazon.com/blogs/compute/aws-lambda-introduces-tiered-pricing-for-amazon-cloudwatch-logs-and-additional-logging-destinations/';

/**
 * AWS's list prices in US dollars, without free tiers, savings plans, private terms and taxes.
 * A GB is 2^30 bytes, as AWS counts.
 */
export const prices = {
  millionHttpApiRequests: {
    unit: 'million requests to HTTP APIs, of up to 512 KB each',
    tiers: [
      { upTo: 300, dollars: 1 },
      { upTo: Number.POSITIVE_INFINITY, dollars: 0.9 },
    ],
    source: apiGatewayCosts,
    check: 'AWS page',
  },
  millionRestApiRequests: {
    unit: 'million requests to REST APIs',
    tiers: [
      { upTo: 333, dollars: 3.5 },
      { upTo: 1_000, dollars: 2.8 },
      { upTo: 20_000, dollars: 2.38 },
      { upTo: Number.POSITIVE_INFINITY, dollars: 1.51 },
    ],
    source: apiGatewayCosts,
    check: 'AWS page',
  },
  millionInvocations: flat('million requests to Lambda', 0.2, lambda, 'price list, quoted'),
  durationGbSecond: {
    unit: 'Lambda GB-second, arm64',
    tiers: [
      { upTo: 7.5e9, dollars: 0.0000133334 },
      { upTo: 18.75e9, dollars: 0.0000120001 },
      { upTo: Number.POSITIVE_INFINITY, dollars: 0.0000106667 },
    ],
    source: lambda,
    check: 'price list, quoted',
  },
  provisionedGbSecond: flat(
    'GB-second of provisioned concurrency, arm64',
    0.0000033334,
    lambda,
    'price list, quoted',
  ),
  provisionedDurationGbSecond: flat(
    'Lambda GB-second under provisioned concurrency, arm64',
    0.0000077778,
    lambda,
    'price list, quoted',
  ),
  // AWS names the tiers for Lambda's logs. That access logs, which AWS delivers in the way of vended
  // logs, have them too was not found stated: the first tier is the same either way.
  logGb: {
    unit: 'GB of logs taken in, Standard class',
    tiers: [
      { upTo: 10_240, dollars: 0.5 },
      { upTo: 30_720, dollars: 0.25 },
      { upTo: 51_200, dollars: 0.1 },
      { upTo: Number.POSITIVE_INFINITY, dollars: 0.05 },
    ],
    source: lambdaLogs,
    check: 'price list, quoted',
  },
  logGbMonth: flat('GB-month of logs kept', 0.03, cloudWatch, 'price list, quoted'),
  metric: flat('custom metric, a month (first 10,000)', 0.3, cloudWatch, 'price list, quoted'),
  alarm: flat('alarm on one metric, a month', 0.1, cloudWatch, 'price list, quoted'),
  dashboard: flat('dashboard, a month', 3, cloudWatch, 'price list, quoted'),
  key: flat('KMS key, a month', 1, 'https://aws.amazon.com/kms/pricing/', 'AWS page'),
  millionTraces: flat(
    'million X-Ray traces recorded',
    5,
    'https://aws.amazon.com/xray/pricing/',
    'AWS page',
  ),
  transferGb: {
    unit: 'GB out to the internet',
    tiers: [
      { upTo: 10_240, dollars: 0.09 },
      { upTo: 51_200, dollars: 0.085 },
      { upTo: 153_600, dollars: 0.07 },
      { upTo: Number.POSITIVE_INFINITY, dollars: 0.05 },
    ],
    source: 'https://aws.amazon.com/ec2/pricing/on-demand/',
    check: 'price list, quoted',
  },
  deployment: flat(
    'CodeDeploy deployment to Lambda',
    0,
    'https://aws.amazon.com/codedeploy/pricing/',
    'not verified',
  ),
  customDomain: flat('regional custom domain name', 0, apiGateway, 'not verified'),
} as const satisfies Readonly<Record<string, Price>>;

export type PriceName = keyof typeof prices;

/** Gives what a month's quantity costs in US dollars, each part of it at its own tier's price. */
export function priceOf(name: PriceName, quantity: number): number {
  let dollars = 0;
  let from = 0;
  for (const tier of prices[name].tiers) {
    dollars += Math.max(0, Math.min(quantity, tier.upTo) - from) * tier.dollars;
    from = tier.upTo;
  }
  return dollars;
}

function flat(unit: string, dollars: number, source: string, check: Check): Price {
  return { unit, tiers: [{ upTo: Number.POSITIVE_INFINITY, dollars }], source, check };
}
