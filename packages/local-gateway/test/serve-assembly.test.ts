import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type ServedAssembly, serveAssembly } from '../src/serve-assembly.ts';
import { UserError } from '../src/user-error.ts';
import { removeAssembly, type StackContent, writeAssembly } from './assembly-folder.ts';
import { echo } from './handlers.ts';
import { send } from './served.ts';
import { httpApi, lambdaFunction, restApi } from './templates.ts';

const finishing: (() => unknown)[] = [];
afterEach(async () => {
  for (const finish of finishing.splice(0).reverse()) await finish();
});

async function serve(port: number, ...stacks: readonly StackContent[]): Promise<ServedAssembly> {
  const folder = writeAssembly(...stacks);
  finishing.push(() => removeAssembly(folder));
  const assembly = await serveAssembly({ folder, port, log: () => {} });
  finishing.push(() => assembly.close());
  return assembly;
}

const routes = { 'GET /': { function: 'Fn' } };
const Fn = lambdaFunction('echo');
const http = { template: { Resources: { Fn, ...httpApi({ routes }) } }, code: { echo } };
const rest = {
  name: 'Rest',
  template: { Resources: { Fn, ...restApi({ methods: routes }) } },
  code: { echo },
};

it('serves every API of every stack on a port of its own', async () => {
  const { apis } = await serve(0, http, rest);
  expect(apis.map(({ apiType }) => apiType)).toEqual(['http', 'rest']);
  expect(new Set(apis.map(({ url }) => url)).size).toBe(2);
  for (const { url } of apis) expect((await send(url, '/')).status).toBe(200);
});

it('serves an API whose function is in another stack', async () => {
  const functionStack = {
    name: 'Functions',
    code: { echo },
    template: {
      Resources: { Fn },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Fn', 'Arn'] }, Export: { Name: 'fn-arn' } } },
    },
  };
  const IntegrationUri = { 'Fn::ImportValue': 'fn-arn' };
  const apiStack = {
    name: 'Apis',
    template: {
      Resources: httpApi({
        routes: { 'GET /': { function: 'x', integration: { IntegrationUri } } },
      }),
    },
  };
  const { apis } = await serve(0, apiStack, functionStack);
  expect((await send(`${apis[0]?.url}`, '/')).status).toBe(200);
});

it('uses the account and region that a stack is bound to', async () => {
  const { apis } = await serve(0, { ...http, environment: 'aws://111122223333/eu-central-1' });
  const event = JSON.parse((await send(`${apis[0]?.url}`, '/')).body);
  expect(event.requestContext).toMatchObject({
    accountId: '111122223333',
    domainName: expect.stringContaining('.execute-api.eu-central-1.amazonaws.com'),
  });
});

it('says which port is in use and what moves it', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  finishing.push(() => blocker.close());
  await new Promise((resolve) => blocker.once('listening', resolve));
  const { port } = blocker.address() as AddressInfo;
  const attempt = serve(port, http);
  await expect(attempt).rejects.toThrow(UserError);
  await expect(attempt).rejects.toThrow(new RegExp(`^port ${port} is already in use: set PORT to another port`));
});

it('frees the port when it is closed', async () => {
  const assembly = await serve(0, http);
  const port = Number(new URL(`${assembly.apis[0]?.url}`).port);
  await assembly.close();
  expect((await serve(port, http)).apis[0]?.url).toBe(`http://localhost:${port}`);
});
