import { afterEach, expect, it } from 'vitest';
import { type ServedAssembly, serveAssembly } from '../src/serve-assembly.ts';
import { UserError } from '../src/user-error.ts';
import { removeAssembly, type StackContent, writeAssembly } from './assembly-folder.ts';
import { scriptedFunction as act, actionQuery as doing } from './fidelity/scripted-function.ts';
import { send } from './served.ts';
import { httpApi, lambdaFunction } from './templates.ts';

const finishing: (() => unknown)[] = [];
afterEach(async () => {
  for (const finish of finishing.splice(0).reverse()) await finish();
});

function written(content: StackContent): string {
  const folder = writeAssembly(content);
  finishing.push(() => removeAssembly(folder));
  return folder;
}

async function serve(content: StackContent): Promise<ServedAssembly> {
  const served = await serveAssembly({ folder: written(content), port: 0, log: () => {} });
  finishing.push(() => served.close());
  return served;
}

const saying = (text: string) => ({
  'index.mjs': `export const handler = async () => ${JSON.stringify(text)};`,
});
const routes = { 'GET /': { function: 'Fn' }, 'GET /act': { function: 'Act' } };

/** A stack whose function's asset is named by its code, as the CDK names assets. */
function stack(asset: string, extra: object = {}): StackContent {
  const Fn = lambdaFunction(asset);
  const Act = lambdaFunction('act');
  const Resources = { Fn, Act, ...httpApi({ routes: { ...routes, ...extra } }) };
  return { code: { [asset]: saying(asset), act }, template: { Resources } };
}

const body = async (served: ServedAssembly, path: string) =>
  (await send(`${served.apis[0]?.url}`, path)).body;

it('the next request runs the new code, on the same port; what did not change stays warm', async () => {
  const served = await serve(stack('old'));
  const url = served.apis[0]?.url;
  expect(await body(served, '/')).toBe('old');
  const warm = JSON.parse(await body(served, `/act${doing({ instance: 0 })}`));
  expect(served.reload(written(stack('new')))).toEqual({ functions: ['Fn'], routes: false });
  expect(await body(served, '/')).toBe('new');
  const still = JSON.parse(await body(served, `/act${doing({ instance: 0 })}`));
  expect(still).toEqual({ instance: warm.instance, count: warm.count + 1 });
  expect(served.apis[0]?.url).toBe(url);
});

it('routes change with the stack', async () => {
  const served = await serve(stack('old'));
  expect((await send(`${served.apis[0]?.url}`, '/more')).status).toBe(404);
  const swapped = served.reload(written(stack('old', { 'GET /more': { function: 'Fn' } })));
  expect(swapped).toEqual({ functions: [], routes: true });
  expect(await body(served, '/more')).toBe('old');
  expect(served.apis[0]?.routes.map(({ path }) => path)).toContain('/more');
});

it('a request under way finishes on the function that it began on', async () => {
  const slow = (text: string, milliseconds: number) => ({
    'index.mjs': `export const handler = () =>
      new Promise((resolve) => setTimeout(resolve, ${milliseconds}, ${JSON.stringify(text)}));`,
  });
  const content = (asset: string, milliseconds: number): StackContent => ({
    code: { [asset]: slow(asset, milliseconds) },
    template: {
      Resources: {
        Fn: lambdaFunction(asset),
        ...httpApi({ routes: { 'GET /': { function: 'Fn' } } }),
      },
    },
  });
  const served = await serve(content('old', 500));
  const underWay = body(served, '/');
  await new Promise((resolve) => setTimeout(resolve, 200));
  served.reload(written(content('new', 0)));
  expect(await body(served, '/')).toBe('new');
  expect(await underWay).toBe('old');
});

it('what cannot be served leaves everything as it was', async () => {
  const served = await serve(stack('old'));
  const bad = written({ template: { Resources: httpApi({ routes }) } });
  expect(() => served.reload(bad)).toThrow(UserError);
  const noApi = written({ template: { Resources: {} } });
  expect(() => served.reload(noApi)).toThrow('holds no HTTP or REST API');
  expect(await body(served, '/')).toBe('old');
});
