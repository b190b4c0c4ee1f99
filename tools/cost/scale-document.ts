import { pricesDate } from '../../lib/prices.ts';
import { usual } from './assumptions.ts';
import { type Demand, demandOf, fetchesAMonth, rateWithin } from './demand.ts';
import { table } from './markdown.ts';
import { quotaSources, quotas } from './quotas.ts';

const rates = [1, 1_000, 100_000] as const;

/** Gives docs/scale.md, up to what the storms did, which `npm run bench:storm` writes. */
export function scaleDocument(): string {
  return `${[introduction(), demands(), advice(), storms].join('\n\n')}\n\n`;
}

function introduction(): string {
  const sources = quotaSources.map((source) => `- <${source}>`).join('\n');
  return `# Scale

What changes between one request a second and a hundred thousand. Computed by \`tools/cost\` from the assumptions in
[cost.md](cost.md) and AWS's default quotas, looked up on ${pricesDate}; \`UPDATE_DOCS=1 npx vitest run test/tools/cost\` writes it
anew. Nothing here was measured in an AWS account.

${sources}`;
}

function demands(): string {
  const all = rates.map((rate) => demandOf(usual, rate));
  const enough = rateWithin(usual, quotas.concurrency);
  const atQuota = demandOf(usual, enough);
  const underWay = atQuota.authorizerConcurrency + atQuota.handlerConcurrency;
  const row = (what: string, figure: (demand: Demand) => number | string) => [
    what,
    ...all.map((demand) => {
      const value = figure(demand);
      return typeof value === 'string' ? value : count(value);
    }),
  ];
  return [
    '## What a rate asks for',
    '',
    table(
      ['requests a second', ...rates.map(count)],
      [
        row('authorizer invocations under way (rate × 4.5 ms)', (of) => of.authorizerConcurrency),
        row('handler invocations under way (rate × 3.5 ms)', (of) => of.handlerConcurrency),
        row('invocations a second, both', (of) => of.invocationsPerSecond),
        row('Lambda concurrency quota that they need', (of) => of.concurrencyQuota),
        row('authorizer environments, at most', (of) => of.environments),
        row('key fetches a second, all well', (of) => of.fetchesPerSecond),
        row('key fetches a month', fetchesAMonth),
        row('key fetches a second, at most and for long', (of) => of.fetchesAtMost),
        row('seconds that a deployment takes to have them all again', (of) => of.deploymentSeconds),
        row('requests turned away meanwhile', (of) => of.turnedAway),
      ],
    ),
    '',
    `**The quota that ends first is Lambda's, at ${count(enough)} requests a second.** Lambda takes ten invocations a second for
each unit of the account's concurrency, however short they are, and a request here is two invocations of a few
milliseconds: the default of ${count(quotas.concurrency)} is used up when
${count(underWay)} invocations are under way at a time. API Gateway's ${count(quotas.apiRequestsPerSecond)} requests a second come later. A new account begins with
less; one with a concurrency of 10 serves ${count(rateWithin(usual, 10))} requests a second.

Environments: AWS documents that one takes at most ten requests a second. How many requests share one below
that is not documented; the table counts ten, which is the most environments, and the most fetches, that a rate can
bring about while nothing is slow.`,
  ].join('\n');
}

function advice(): string {
  const { environments } = demandOf(usual, 100_000);
  const restSeconds =
    (0.9 * environments - quotas.newEnvironments) / quotas.newEnvironmentsPerSecond;
  return `## What to ask for, what to set

- **Lambda concurrency** (Service Quotas, *Concurrent executions*): a fifth of the requests a second, and room for a slow
  handler: rate × seconds if that is more. 20,000 for 100,000 requests a second; AWS raises it to tens of thousands.
- **API Gateway throttle** (*Throttle quota per account, per Region*): above 10,000 requests a second, or 2,500 in the
  regions that begin with that. The burst cannot be asked for: AWS sets it by the rate.
- \`throttleRatePerSecond\`: at or below what the concurrency suffices for. A request that API Gateway turns away gets 429
  and, as AWS's guide once said, costs nothing; one that Lambda turns away at the authorizer gets 500.
- \`authorizerReservedConcurrency\`: keeps that many for the authorizer whatever other functions do, and is the one firm
  bound on key fetches: environments ÷ 6 a second for long, and ten each at once. It also bounds the
  rate, at ten times its value: a value of 100 is 1,000 requests a second and at most 17 fetches a second.
- \`authorizerProvisionedConcurrency\`: environments that are initialised, keys and all, before they get traffic. A tenth of
  the rate spares a deployment its cold starts.
- \`canaryMinutes\`: a tenth of the requests first, and then all the rest at once. At 100,000 requests a second the tenth needs
  1,000 new environments, which Lambda gives at once, and the rest 9,000, which take it ${count(restSeconds)} s: it saves a bad deployment,
  not the wait. Environments that are provisioned do.
- \`authorizerCacheSeconds\` does nothing here: verdicts are kept by token, and Zuplo signs one for each request.
- \`keyRefreshSeconds\`: fetches fall as it grows, and a withdrawn key lives longer. Each environment draws its own time, 80 to
  100 % of it, so that they do not ask in step.
- **Zuplo**: what its key endpoint bears is not documented. Ask before you pass a thousand environments, and ask that new keys
  be published longer than \`keyRefreshSeconds\` before anything is signed with them: then nobody notices a rotation.`;
}

const storms = `## Storms at the key endpoint

A simulation (\`npm run bench:storm\`, \`bench/storm\`): the authorizer's real key source, key set and fetch budget in 10,000
environments, as 100,000 requests a second keep, under one simulated clock, with random numbers from a seed.
An environment gets one request at a time and ten a second. The issuer is a model: it answers in 50 to 150 ms, assumed, and
bears everything unless the row says otherwise. Left out: environments that Lambda adds while others wait for
keys, and those that it takes away.`;

function count(figure: number): string {
  if (figure === 0) return '0';
  const digits = figure < 1 ? 4 : figure < 10 ? 1 : 0;
  return Number(figure.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: digits });
}
