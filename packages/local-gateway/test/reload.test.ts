import { describe, expect, it, vi } from 'vitest';
import type { ServedAssembly } from '../src/serve-assembly.ts';
import { UserError } from '../src/user-error.ts';
import type { StackContent } from './assembly-folder.ts';
import { actionQuery, scriptedFunction } from './fidelity/scripted-function.ts';
import { assemblyFolder, send, serve } from './served.ts';
import { httpApi, lambdaFunction } from './templates.ts';

const routes = { 'GET /': { function: 'Fn' }, 'GET /act': { function: 'Act' } };
const count = `/act${actionQuery({ instance: 0 })}`;

/** A stack with a function that returns the name of its asset, and a scripted function. */
function stack(asset: string, extraRoutes: object = {}): StackContent {
  const Fn = lambdaFunction(asset);
  const Act = lambdaFunction('act');
  const index = `export const handler = async () => ${JSON.stringify(asset)};`;
  const Resources = { Fn, Act, ...httpApi({ routes: { ...routes, ...extraRoutes } }) };
  return {
    code: { [asset]: { 'index.mjs': index }, act: scriptedFunction },
    template: { Resources },
  };
}

const body = async (served: ServedAssembly, path: string) =>
  (await send(`${served.apis[0]?.url}`, path)).body;

describe('reload', () => {
  it('runs new code on the same port, and keeps unchanged functions running', async () => {
    const served = await serve(0, [stack('old')]);
    const url = served.apis[0]?.url;
    expect(await body(served, '/')).toBe('old');
    const before = JSON.parse(await body(served, count));
    const summary = served.reload(assemblyFolder(stack('new')));
    expect(summary).toEqual({ functions: ['Fn'], routes: false });
    expect(await body(served, '/')).toBe('new');
    const after = JSON.parse(await body(served, count));
    expect(after).toEqual({ instance: before.instance, count: before.count + 1 });
    expect(served.apis[0]?.url).toBe(url);
  });

  it('serves changed routes', async () => {
    const served = await serve(0, [stack('old')]);
    expect((await send(`${served.apis[0]?.url}`, '/more')).status).toBe(404);
    const summary = served.reload(
      assemblyFolder(stack('old', { 'GET /more': { function: 'Fn' } })),
    );
    expect(summary).toEqual({ functions: [], routes: true });
    expect(await body(served, '/more')).toBe('old');
    expect(served.apis[0]?.routes.map(({ path }) => path)).toContain('/more');
  });

  it('lets a request in flight finish on the previous build', async () => {
    const log: string[] = [];
    const waiting = (asset: string): StackContent => ({
      code: {
        [asset]: {
          'index.mjs': `export const handler = async () => {
            console.log('started ${asset}');
            await new Promise((resolve) => setTimeout(resolve, 300));
            return '${asset}';
          };`,
        },
      },
      template: {
        Resources: {
          Fn: lambdaFunction(asset),
          ...httpApi({ routes: { 'GET /': { function: 'Fn' } } }),
        },
      },
    });
    const served = await serve(0, [waiting('old')], (line) => log.push(line));
    const inFlight = body(served, '/');
    await vi.waitFor(() => expect(log.join()).toContain('started old'), 10_000);
    served.reload(assemblyFolder(stack('new')));
    expect(await body(served, '/')).toBe('new');
    expect(await inFlight).toBe('old');
  });

  it('keeps serving the previous build when the new one cannot be served', async () => {
    const served = await serve(0, [stack('old')]);
    const withoutFunctions = assemblyFolder({ template: { Resources: httpApi({ routes }) } });
    expect(() => served.reload(withoutFunctions)).toThrow(UserError);
    const withoutApi = assemblyFolder({ template: { Resources: {} } });
    expect(() => served.reload(withoutApi)).toThrow('the assembly has no HTTP or REST API');
    const twoApis = assemblyFolder(stack('old'), { ...stack('old'), name: 'Other' });
    expect(() => served.reload(twoApis)).toThrow('the number of APIs changed: restart');
    expect(await body(served, '/')).toBe('old');
  });
});
