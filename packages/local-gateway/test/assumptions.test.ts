import { describe, expect, it } from 'vitest';
import { readCloudAssembly } from '../src/assembly/cloud-assembly.ts';
import { readServableApis } from '../src/servable-apis.ts';
import { assemblyFolder, serve } from './served.ts';
import {
  httpApi,
  lambdaFunction,
  type Resources,
  type RouteContent,
  restApi,
} from './templates.ts';

const Fn = lambdaFunction('echo');
const open = { function: 'Fn' };
const protectedBy = { function: 'Fn', authorizer: 'Auth' };
const authorizers = { Auth: { function: 'Fn' } };

/** What the gateway says at its start about an API. */
function said(api: Resources): readonly string[] {
  const lines: string[] = [];
  const code = { echo: { 'index.mjs': '' } };
  const folder = assemblyFolder({ template: { Resources: { Fn, ...api } }, code });
  readServableApis(readCloudAssembly(folder), (line) => lines.push(line));
  return lines.filter((line) => line.includes('assumed'));
}

const http = (routes: Readonly<Record<string, RouteContent>>): Resources =>
  httpApi({ routes, authorizers });
const slash = 'reports about a trailing slash on AWS disagree';
const order = 'AWS does not document whether the path or the method decides';

describe('The start names the routes that depend on an assumption', () => {
  it.each<[situation: string, api: Resources, expected: readonly string[]]>([
    [
      'a trailing slash without another route',
      http({ 'GET /orders': open, 'POST /orders/{id}': protectedBy }),
      [
        `test-api: assumed: GET /orders/ is 404; AWS may serve it by GET /orders (public), and 1 more like it: ${slash}`,
      ],
    ],
    [
      'a trailing slash that leaves the authorizer',
      http({ 'ANY /orders': protectedBy, $default: open }),
      [
        `test-api: assumed: GET /orders/ is served by $default (public); AWS may serve it by ANY /orders (authorizer: Auth): ${slash}`,
      ],
    ],
    [
      'a method beside ANY of a more specific path with another authorizer',
      http({ 'ANY /{proxy+}': open, 'GET /kinds/{id}': protectedBy, 'ANY /kinds/one': open }),
      [
        `test-api: assumed: GET /kinds/1/ is served by ANY /{proxy+} (public); AWS may serve it by GET /kinds/{id} (authorizer: Auth): ${slash}`,
        `test-api: assumed: GET /kinds/one is served by ANY /kinds/one (public); AWS may serve it by GET /kinds/{id} (authorizer: Auth): ${order}`,
      ],
    ],
    [
      'nothing where every request has the same authorizer',
      http({ 'ANY /{proxy+}': open, 'GET /kinds/{id}': open, 'ANY /kinds/one': open }),
      [],
    ],
    ['nothing of a REST API', restApi({ methods: { 'GET /orders': open } }), []],
  ])('%s', (_, api, expected) => {
    expect(said(api)).toEqual(expected);
  });

  it('once, not after each reload', async () => {
    const lines: string[] = [];
    const stack = {
      template: { Resources: { Fn, ...http({ 'GET /orders': open }) } },
      code: { echo: { 'index.mjs': 'export const handler = () => ({});' } },
    };
    const assembly = await serve(0, [stack], (line) => lines.push(line));
    assembly.reload(assemblyFolder(stack));
    expect(lines.filter((line) => line.includes('assumed'))).toHaveLength(1);
  });
});
