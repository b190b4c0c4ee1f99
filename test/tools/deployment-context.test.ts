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

describe('the context of a deployment', () => {
  test.each([
    [['a=1'], 'a', '1'],
    [['a=1', 'a=2'], 'a', '2'],
    [['a=b=c'], 'a', 'b=c'],
    [['a='], 'a', ''],
    [['a=1'], 'b', undefined],
    [['__proto__=1'], '__proto__', '1'],
    [[], 'toString', undefined],
  ])('of %j has at %s %j', (assignments, name, value) => {
    expect(deploymentContext(assignments, missing).value(name)).toBe(value);
  });

  test('is that of cdk.json where the command line says nothing', () => {
    const path = cdkJson('{"context": {"leewaySeconds": 5, "issuer": ["a", "b"], "api": "rest"}}');
    const context = deploymentContext(['api=http'], path).value;
    expect(['leewaySeconds', 'issuer', 'api', 'realm', 'toString'].map(context)).toEqual([
      5,
      ['a', 'b'],
      'http',
      undefined,
      undefined,
    ]);
  });

  test.each(['{}', '{"context": null}', '[]', '1'])('is empty with a cdk.json of %s', (content) => {
    expect(deploymentContext([], cdkJson(content)).value('issuer')).toBeUndefined();
  });

  test.each([
    ['issuer', '-c "issuer": it must be name=value'],
    ['=https://example.com', '-c "=https://example.com": it must be name=value'],
    ['aws:cdk=1', '-c "aws:cdk": the CDK reserves names that start with aws:'],
  ])('is refused with %s', (assignment, message) => {
    expect(() => deploymentContext([assignment], missing)).toThrow(message);
  });

  test('is refused with a cdk.json that is not JSON', () => {
    expect(() => deploymentContext([], cdkJson('{'))).toThrow(/cdk\.json cannot be read: /);
  });
});
