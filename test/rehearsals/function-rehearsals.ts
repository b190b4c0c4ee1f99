import { expect, test } from 'vitest';
import type { RehearsedStack } from './rehearsed-stack.ts';
import { type Properties, variable } from './template-change.ts';

/** docs/rehearsals.md, "Functions". */
export function functionRehearsals(stack: RehearsedStack): void {
  const refused = stack.api === 'http' ? 403 : 401;
  const handlerFailed = stack.api === 'http' ? 500 : 502;

  test('the authorizer cannot start: its log says which setting is wrong', async () => {
    stack.change((resource) =>
      resource('AWS::Lambda::Function', variable('AUDIENCE', undefined), 'Authorizer'),
    );
    expect(await stack.ask(6, await stack.bearer())).toEqual(Array(6).fill(500));
    expect(stack.messages()).toContainEqual(
      expect.objectContaining({ problems: [expect.stringMatching(/^AUDIENCE: not given/)] }),
    );
    expect(stack.onAws().alarms).toEqual(['AuthorizerFailing', 'ServerErrorShare']);
  });

  test.each([
    ['throws', 'throw new Error("rehearsal")', 5],
    ['crashes', 'process.exit(1)', 5],
    ['is too slow', 'await new Promise(() => {})', 1],
  ])('a handler %s', async (_, statement, Timeout) => {
    const code = { protected: `export const handler = async () => { ${statement}; };` };
    const limit = (properties: Properties) => Object.assign(properties, { Timeout });
    stack.change((resource) => resource('AWS::Lambda::Function', limit, 'Protected'), code);
    const token = await stack.bearer();
    expect(await stack.askAtOnce(6, token)).toEqual(Array(6).fill(handlerFailed));
    expect(stack.onAws().alarms).toEqual(['ProtectedHandlerErrors', 'ServerErrorShare']);
    stack.change();
    expect(await stack.ask(1, token)).toEqual([200]);
  });

  test('reserved concurrency runs out: whoever is too many gets 500', async () => {
    stack.change((resource) =>
      resource(
        'AWS::Lambda::Function',
        (properties) => Object.assign(properties, { ReservedConcurrentExecutions: 1 }),
        'Authorizer',
      ),
    );
    const [good, forged] = [await stack.bearer(), await stack.bearer({ signingKey: 'unknown' })];
    expect(await stack.ask(1, good)).toEqual([200]);
    // One forged token holds the only instance for a second, to look for newer keys.
    await stack.steer({ endpoint: 'hanging' });
    expect(await stack.askAtOnce(20, forged)).toEqual([refused, ...Array(19).fill(500)]);
    expect(stack.onAws().alarms).toEqual([
      ...['AuthorizerThrottled', 'KeysNotRefreshed', 'ServerErrorShare'],
    ]);
    expect(await stack.ask(1, good)).toEqual([200]);
  });
}
