import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { StackContent } from './assembly-folder.ts';
import { echo, tokenReader } from './handlers.ts';
import { send, serve } from './served.ts';
import { httpApi, lambdaFunction, restApi } from './templates.ts';

const Fn = lambdaFunction('echo');
const Auth = lambdaFunction('tokenReader');
const code = { echo, tokenReader };
const authorizers = { Jwt: { function: 'Auth' } };
const routes = {
  'GET /': { function: 'Fn' },
  'GET /pets/{id}': { function: 'Fn', authorizer: 'Jwt' },
};
const http: StackContent = {
  template: { Resources: { Fn, Auth, ...httpApi({ routes, authorizers }) } },
  code,
};
const rest: StackContent = {
  name: 'Rest',
  template: { Resources: { Fn, Auth, ...restApi({ methods: routes, authorizers }) } },
  code,
};

describe('serveAssembly', () => {
  it('serves every API of every stack on its own port, with its type and routes', async () => {
    const { apis } = await serve(0, [http, rest]);
    const expected = {
      url: expect.stringMatching(/^http:\/\/localhost:\d+$/),
      closed: [],
      routes: [
        { method: 'GET', path: '/', authorizer: undefined, functionName: 'Fn' },
        { method: 'GET', path: '/pets/{id}', authorizer: 'Jwt', functionName: 'Fn' },
      ],
    };
    expect(apis).toEqual([
      { ...expected, name: 'test-api (Test)', apiType: 'http' },
      { ...expected, name: 'test-api (Rest)', apiType: 'rest' },
    ]);
    expect(new Set(apis.map(({ url }) => url)).size).toBe(2);
    for (const { url } of apis) {
      expect((await fetch(url)).status).toBe(200);
      expect((await fetch(url.replace('localhost', '127.0.0.1'))).status).toBe(200);
    }
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
    const Resources = httpApi({
      routes: { 'GET /': { function: 'x', integration: { IntegrationUri } } },
    });
    const { apis } = await serve(0, [{ name: 'Apis', template: { Resources } }, functionStack]);
    expect((await send(`${apis[0]?.url}`, '/')).status).toBe(200);
  });

  it('uses the account and region of the stack', async () => {
    const { apis } = await serve(0, [{ ...http, environment: 'aws://111122223333/eu-central-1' }]);
    const event = JSON.parse((await send(`${apis[0]?.url}`, '/')).body);
    expect(event.requestContext).toMatchObject({
      accountId: '111122223333',
      domainName: expect.stringContaining('.execute-api.eu-central-1.amazonaws.com'),
    });
  });

  it.each<[string, StackContent]>([
    ['$request.header.Authorization', http],
    ['method.request.header.Authorization', rest],
  ])('logs one line for each request, without tokens, naming %s', async (source, stack) => {
    const log: string[] = [];
    const { apis } = await serve(0, [stack], (line) => log.push(line));
    const url = `${apis[0]?.url}`;
    for (const authorization of ['Bearer deny', 'Bearer allow', 'Bearer throw'])
      await send(url, '/pets/1?token=secret', { headers: { authorization } });
    await send(url, '/pets/1?token=secret');
    expect(log.filter((line) => line.startsWith('GET '))).toEqual([
      expect.stringMatching(/^GET \/pets\/1 → 403 in \d+ ms, authorizer: denied: expired$/),
      expect.stringMatching(/^GET \/pets\/1 → 200 in \d+ ms, authorizer: allowed \(\d+ ms\)$/),
      expect.stringMatching(/→ 500 .*, authorizer: failed: Error: the JWKS is unavailable$/),
      expect.stringContaining(`, authorizer: not invoked: ${source} is missing`),
    ]);
    expect(log.join('\n')).not.toMatch(/Bearer|secret/);
  });

  it('reports a port in use, and the setting that changes it', async () => {
    const blocker = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void blocker.close());
    await new Promise((resolve) => blocker.once('listening', resolve));
    const { port } = blocker.address() as AddressInfo;
    await expect(serve(port, [http])).rejects.toMatchObject({
      name: 'UserError',
      message: `port ${port} is already in use: set PORT to another port, or to 0 for any free port`,
    });
  });

  it('frees the port when it is closed', async () => {
    const assembly = await serve(0, [http]);
    const port = Number(new URL(`${assembly.apis[0]?.url}`).port);
    await assembly.close();
    expect((await serve(port, [http])).apis[0]?.url).toBe(`http://localhost:${port}`);
  });
});
