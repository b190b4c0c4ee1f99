import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { deploymentContext } from '../../tools/deployment-context.ts';

const folder = mkdtempSync(join(tmpdir(), 'context-'));
afterAll(() => rmSync(folder, { recursive: true }));

function cdkJson(content: string): string {
  const path = join(folder, 'cdk.json');
  writeFileSync(path, content);
  return path;
}

const missing = join(folder, 'missing.json');

describe('deploymentContext', () => {
  test.each([
    [['a=1'], 'a', '1'],
    [['a=1', 'a=2'], 'a', '2'],
    [['a=b=c'], 'a', 'b=c'],
    [['a='], 'a', ''],
    [['a=1'], 'b', undefined],
    [['__proto__=1'], '__proto__', '1'],
    [[], 'toString', undefined],
  ])('of %j returns for %s the value %j', (assignments, name, value) => {
    expect(deploymentContext(assignments, missing).value(name)).toBe(value);
  });

  test('returns the values of cdk.json that the command line does not set', () => {
    const path = cdkJson('{"context": {"leewaySeconds": 5, "issuer": ["a", "b"], "api": "rest"}}');
    const { value, names } = deploymentContext(['api=http', 'realm=x'], path);
    expect(['leewaySeconds', 'issuer', 'api', 'toString'].map(value)).toEqual([
      5,
      ['a', 'b'],
      'http',
      undefined,
    ]);
    expect(names).toEqual(['leewaySeconds', 'issuer', 'api', 'realm']);
  });

  test.each(['{}', '{"context": null}', '[]', '1'])('is empty for the cdk.json %s', (content) => {
    expect(deploymentContext([], cdkJson(content)).names).toEqual([]);
  });

  test.each([
    ['issuer', '-c "issuer": it must be name=value'],
    ['=https://example.com', '-c "=https://example.com": it must be name=value'],
    ['aws:cdk=1', '-c "aws:cdk": the CDK reserves names that start with aws:'],
  ])('throws an error for the assignment %s', (assignment, message) => {
    expect(() => deploymentContext([assignment], missing)).toThrow(message);
  });

  test('throws an error for a cdk.json that is not JSON', () => {
    expect(() => deploymentContext([], cdkJson('{'))).toThrow(/cdk\.json cannot be read: /);
  });
});
