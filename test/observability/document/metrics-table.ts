import type { DeployedStack } from '../deployed-stack.ts';
import { metricFilters } from '../metric-filters.ts';
import { resourcesOf } from '../template-resources.ts';
import { code, table } from './markdown.ts';

/** What a value means, which no template says. */
const meanings: Readonly<Record<string, string>> = {
  Refusals: 'requests that the authorizer refused',
  Failures: 'requests that it could not judge, and starts that failed',
  KeyRefreshes: 'key sets that were fetched',
  FailedKeyRefreshes: 'attempts to fetch one that failed',
  StaleKeyAge: 'how old the keys are that go on serving after such a failure',
  RefusalsByReason: 'the same as Refusals, with the dimension `Reason`',
  Throttled: 'requests that API Gateway answered with 429',
};

/** Gives the table of the metrics that CloudWatch counts from a stack's logs. */
export function metricsTable({ template, idOf }: DeployedStack): string {
  const units = new Map(
    resourcesOf(template, 'AWS::Logs::MetricFilter').map(([id, { MetricTransformations }]) => {
      const [{ Unit = 'none' } = {}] = MetricTransformations as readonly {
        readonly Unit?: string;
      }[];
      return [id, Unit.toLowerCase()];
    }),
  );
  const rows = metricFilters(template).filters.map(
    ({ logicalId, logGroup, pattern, transformation: { name } }) => {
      const meaning = meanings[name];
      if (meaning === undefined) throw new Error(`what ${name} means is not told`);
      const log = logGroup === idOf('AccessLog') ? 'access log' : 'authorizer';
      return [code(name), units.get(logicalId) ?? '', meaning, log, code(pattern)];
    },
  );
  return table(['metric', 'unit', 'counts', 'from', 'lines that match'], rows);
}
