import { beforeAll, describe, expect, test } from 'vitest';
import { logQueries } from '../../lib/observability/log-queries.ts';
import { flavours } from '../synthesized.ts';
import { capturedLines } from './captured-lines.ts';
import { deployedStack } from './deployed-stack.ts';
import { queryFields } from './query-fields.ts';
import { resourcesOf } from './template-resources.ts';

let printed: ReadonlySet<string>;

beforeAll(async () => {
  const lines = Object.values(await capturedLines()).flat();
  printed = new Set(lines.flatMap((line) => paths(JSON.parse(line))));
}, 60_000);

/** Gives every field of an event as Logs Insights names it: `message.reason`. */
function paths(value: unknown, before = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [before];
  return Object.entries(value).flatMap(([name, inner]) =>
    paths(inner, before === '' ? name : `${before}.${name}`),
  );
}

describe.each(flavours)('the saved queries of the %s stack', (api) => {
  const { template, accessLogFormat, idOf } = deployedStack(api);
  const saved = resourcesOf(template, 'AWS::Logs::QueryDefinition').map(([, given]) => given);

  test.each(Object.entries(logQueries))(
    '%s reads fields that its log really has',
    (_, { log, lines }) => {
      const fields = queryFields(lines);
      const there =
        log === 'accessLog' ? new Set(Object.keys(JSON.parse(accessLogFormat))) : printed;
      expect(fields.length).toBeGreaterThan(0);
      expect(fields.filter((field) => !there.has(field))).toEqual([]);
    },
  );

  test.each(Object.values(logQueries))(
    '$name is asked of the log that it is meant for',
    ({ name, log, lines }) => {
      const group = idOf(log === 'accessLog' ? 'AccessLog' : 'AuthorizerLogs');
      expect(saved).toContainEqual({
        Name: `ZuploJwtApi-prod/${name}`,
        LogGroupNames: [{ Ref: group }],
        QueryString: lines.join('\n| '),
      });
    },
  );

  test('are these and no more', () => {
    expect(saved).toHaveLength(Object.keys(logQueries).length);
  });
});

describe('the fields of a query', () => {
  test('are what it reads, and not what it makes', () => {
    const lines = [
      'filter a.b = "c" and ispresent(d) or e in ["f"] and g like /h/',
      'stats count(*) as n by i.j as k',
      'fields @timestamp, l',
      'sort n desc',
      'limit 50',
    ];
    expect(queryFields(lines)).toEqual(['a.b', 'd', 'e', 'g', 'i.j', 'l']);
  });

  test('are not guessed of commands that are not known', () => {
    expect(() => queryFields(['parse @message "x"'])).toThrow('parse is not known');
  });
});
