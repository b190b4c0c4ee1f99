import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UserError } from '../src/user-error.ts';
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

  it('serves an API whose function is an output of another stack in another region', async () => {
    const functionStack = {
      name: 'Functions',
      environment: 'aws://123456789012/eu-west-1',
      code: { echo },
      template: { Resources: { Fn }, Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Fn', 'Arn'] } } } },
    };
    const output = { StackName: 'Functions', Region: 'eu-west-1', OutputName: 'Arn' };
    const IntegrationUri = { 'Fn::GetStackOutput': output };
    const Resources = httpApi({
      routes: { 'GET /': { function: 'x', integration: { IntegrationUri } } },
    });
    const { apis } = await serve(0, [{ name: 'Apis', template: { Resources } }, functionStack]);
    expect((await send(`${apis[0]?.url}`, '/')).status).toBe(200);
  });

  it('serves stacks of one name in two regions as two APIs with their own functions', async () => {
    const inRegion = (name: string, region: string): StackContent => ({
      ...http,
      name,
      stackName: 'Shop',
      environment: `aws://111122223333/${region}`,
    });
    const { apis } = await serve(0, [inRegion('Eu', 'eu-west-1'), inRegion('Us', 'us-east-1')]);
    expect(apis.map(({ name }) => name)).toEqual(['test-api (Eu)', 'test-api (Us)']);
    const ids = await Promise.all(
      apis.map(async ({ url }) => JSON.parse((await send(url, '/')).body).requestContext.apiId),
    );
    expect(new Set(ids).size).toBe(2);
  });

  it('serves an API with a web ACL, and says that it rejects nothing', async () => {
    const arn = ['arn:aws:apigateway:us-east-1::/restapis/', { Ref: 'Api' }, '/stages/prod'];
    const WebAcl = {
      Type: 'AWS::WAFv2::WebACLAssociation',
      Properties: { ResourceArn: { 'Fn::Join': ['', arn] } },
    };
    const lines: string[] = [];
    const Resources = { Fn, Auth, ...restApi({ methods: routes, authorizers }), WebAcl };
    const { apis } = await serve(0, [{ ...rest, template: { Resources } }], (line) =>
      lines.push(line),
    );
    expect((await send(`${apis[0]?.url}`, '/')).status).toBe(200);
    expect(lines.join('\n')).toMatch(
      /WebAcl \(AWS::WAFv2::WebACLAssociation\): AWS WAF is not emulated: its web ACL rejects nothing/,
    );
  });

  it('uses the account and region of the stack', async () => {
    const { apis } = await serve(0, [{ ...http, environment: 'aws://111122223333/eu-central-1' }]);
    const event = JSON.parse((await send(`${apis[0]?.url}`, '/')).body);
    expect(event.requestContext).toMatchObject({
      accountId: '111122223333',
      domainName: expect.stringContaining('.execute-api.eu-central-1.amazonaws.com'),
    });
  });

  it.each(['Rest', 'Shop'])('serves the APIs of the chosen stack %s only', async (stack) => {
    const { apis } = await serve(0, [http, { ...rest, stackName: 'Shop' }], undefined, {
      stacks: [stack],
    });
    expect(apis.map(({ apiType }) => apiType)).toEqual(['rest']);
    expect((await send(`${apis[0]?.url}`, '/')).status).toBe(200);
  });

  it('rejects a chosen stack that the assembly does not have', async () => {
    await expect(serve(0, [http, rest], undefined, { stacks: ['Test', 'Best'] })).rejects.toThrow(
      new UserError('the assembly has no stack "Best" (stacks: Test, Rest)'),
    );
  });

  it('rejects stacks of the same name, account and region until one of them is chosen', async () => {
    const beta = { ...http, name: 'Beta', stackName: 'Shop' };
    const prod = { ...rest, name: 'Prod', stackName: 'Shop' };
    await expect(serve(0, [beta, prod])).rejects.toThrow(
      new UserError(
        'the stacks Beta and Prod have the same name, account and region: choose one of them with --stack',
      ),
    );
    const { apis } = await serve(0, [beta, prod], undefined, { stacks: ['Prod'] });
    expect(apis.map(({ apiType }) => apiType)).toEqual(['rest']);
    expect((await send(`${apis[0]?.url}`, '/')).status).toBe(200);
  });

  it('gives functions the variables that are set for them', async () => {
    const index = 'export const handler = async () => process.env.TABLE;';
    const { apis } = await serve(
      0,
      [{ ...http, code: { ...code, echo: { 'index.mjs': index } } }],
      undefined,
      {
        variables: [{ function: 'Fn', name: 'TABLE', value: 'pets' }],
      },
    );
    expect((await send(`${apis[0]?.url}`, '/')).body).toBe('pets');
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

  it.each<[type: string, StackContent]>([
    [
      'HTTP',
      {
        template: {
          Resources: {
            Fn,
            ...httpApi({
              routes: {
                'GET /admin': { function: 'Fn', authorizer: 'Jwt' },
                $default: { function: 'Fn' },
              },
              authorizers: { Jwt: { function: 'Fn', AuthorizerType: 'JWT' } },
            }),
          },
        },
        code,
      },
    ],
    [
      'REST',
      {
        template: {
          Resources: {
            Fn,
            ...restApi({
              methods: {
                'GET /admin': { function: 'Fn', authorizer: 'Jwt' },
                'ANY /{any+}': { function: 'Fn' },
              },
              authorizers: { Jwt: { function: 'Fn', Type: 'COGNITO_USER_POOLS' } },
            }),
          },
        },
        code,
      },
    ],
  ])(
    'answers a closed route of an %s API with 501, also where another route matches it',
    async (_, stack) => {
      const { apis } = await serve(0, [stack]);
      const url = `${apis[0]?.url}`;
      expect((await send(url, '/admin')).status).toBe(501);
      expect((await send(url, '/admin/more')).status).toBe(200);
    },
  );

  it('answers every request to a WebSocket API with 501, also those to open a WebSocket', async () => {
    const Resources = httpApi({
      routes: { $connect: { function: 'Fn' } },
      api: { ProtocolType: 'WEBSOCKET' },
    });
    const { apis } = await serve(0, [http, { name: 'Chat', template: { Resources } }]);
    const headers = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Key': 'x' };
    expect((await send(`${apis[1]?.url}`, '/', { headers })).status).toBe(501);
    expect((await send(`${apis[0]?.url}`, '/')).status).toBe(200);
  });

  it('frees the port when it is closed', async () => {
    const assembly = await serve(0, [http]);
    const port = Number(new URL(`${assembly.apis[0]?.url}`).port);
    await assembly.close();
    expect((await serve(port, [http])).apis[0]?.url).toBe(`http://localhost:${port}`);
  });
});
