import { describe, expect, test } from 'vitest';
import type { Route } from '../../lib/api/route.ts';
import { apiTypes, templateOf } from '../synthesized.ts';

/** Lambda's limit for the policy of a function: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxPolicyBytes = 20_480;

const routes: readonly Route[] = Array.from({ length: 60 }, (_, index) => ({
  method: 'GET',
  path: `/resource-${index}`,
  access: 'protected',
  handler: 'protected',
}));

describe.each(apiTypes)('the permissions of the %s stack', (api) => {
  const permissions = Object.values(
    templateOf({ api }, routes).findResources('AWS::Lambda::Permission'),
  );

  test('are one for each function and API, however many routes there are', () => {
    const functions = permissions.map(({ Properties }) => JSON.stringify(Properties.FunctionName));
    expect(functions).toHaveLength(2);
    expect(new Set(functions).size).toBe(2);
  });

  test('name the API', () => {
    for (const { Properties } of permissions) {
      const arn = JSON.stringify(Properties.SourceArn);
      expect(arn).toMatch(api === 'http' ? /"Ref":"HttpApi/ : /"Ref":"RestApi/);
    }
  });

  test('fit into the policy of a function', () => {
    for (const { Properties } of permissions)
      expect(Buffer.byteLength(JSON.stringify(Properties))).toBeLessThan(maxPolicyBytes / 10);
  });
});
