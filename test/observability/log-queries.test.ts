import { describe, expect, test } from 'vitest';
import { apiTypes } from '../../contract/api-type.ts';
import { logQueries } from '../../lib/observability/log-queries.ts';
import { deployedStack } from './deployed-stack.ts';
import { resourcesOf } from './template-resources.ts';

describe.each(apiTypes)('the saved queries of the %s stack', (api) => {
  const { template, idOf } = deployedStack(api);
  const saved = resourcesOf(template, 'AWS::Logs::QueryDefinition').map(
    ([, properties]) => properties,
  );

  test.each(Object.values(logQueries))(
    'contain "$name" for its log group',
    ({ name, log, lines }) => {
      const group = idOf(log === 'accessLog' ? 'AccessLog' : 'AuthorizerLogs');
      expect(saved).toContainEqual({
        Name: `ZuploJwtApi-prod/${name}`,
        LogGroupNames: [{ Ref: group }],
        QueryString: lines.join('\n| '),
      });
    },
  );

  test('contain no others', () => {
    expect(saved).toHaveLength(Object.keys(logQueries).length);
  });
});
