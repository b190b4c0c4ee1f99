import { httpApi, lambdaFunction, type Resources, restApi } from '../templates.ts';
import { reports, seen } from './evidence.ts';
import { open } from './fixture-stack.ts';
import type { EvidenceLevel } from './row.ts';
import type { Source } from './source.ts';
import { apiGateway } from './sources.ts';

/** What AWS rejects at deployment, and so the gateway at its start. */
export interface Conflict {
  readonly conflict: string;
  readonly resources: Resources;
  /** Parts of the error message: the logical ids of the resources among them. */
  readonly message: readonly string[];
  readonly level: EvidenceLevel;
  readonly source: Source;
}

const Handler = lambdaFunction('handler');
const http = (...keys: readonly string[]): Resources => ({
  Handler,
  ...httpApi({ routes: open(...keys) }),
});
const rest = (...keys: readonly string[]): Resources => ({
  Handler,
  ...restApi({ methods: open(...keys) }),
});
const part = (text: string): string => `Resource${Buffer.from(text).toString('hex')}`;

export const conflicts: readonly Conflict[] = [
  {
    conflict: 'two path parameters below one parent of a REST API',
    resources: rest('GET /{id}', 'GET /{x}'),
    message: [part('{x}'), `{x} is beside {id} of ${part('{id}')}`],
    level: 'measured',
    source: seen.localstackResources,
  },
  {
    conflict: 'a greedy parameter beside a path parameter of a REST API',
    resources: rest('GET /{id}', 'GET /{proxy+}'),
    message: [part('{proxy+}'), `{proxy+} is beside {id} of ${part('{id}')}`],
    level: 'measured',
    source: seen.localstackResources,
  },
  {
    conflict: 'a child of a greedy parameter of a REST API',
    resources: rest('GET /{proxy+}/child'),
    message: [`child is below the greedy {proxy+} of ${part('{proxy+}')}`],
    level: 'measured',
    source: seen.localstackResources,
  },
  {
    conflict: 'a slash in a path part of a REST API',
    resources: withPathPart(rest('GET /orders'), part('orders'), 'orders/'),
    message: [part('orders'), 'its path part orders/ contains a slash'],
    level: 'reported',
    source: reports.pathPart,
  },
  {
    conflict: 'two equal path parts below one parent of a REST API',
    resources: withPathPart(rest('GET /a', 'GET /b'), part('b'), 'a'),
    message: [part('b'), `its path is that of a of ${part('a')}`],
    level: 'reported',
    source: reports.conflictingPath,
  },
  {
    conflict: 'a route of an HTTP API that ends in a slash',
    resources: http('GET /orders/'),
    message: ['Route0', 'GET /orders/ ends in a slash'],
    level: 'reported',
    source: reports.routeWithSlash,
  },
  {
    conflict: 'a greedy parameter of an HTTP API that is not last',
    resources: http('GET /{proxy+}/a'),
    message: ['Route0', 'the greedy parameter of GET /{proxy+}/a must be last'],
    level: 'documented',
    source: apiGateway['http-api-develop-routes'],
  },
  {
    conflict: 'two routes of an HTTP API that differ in the name of a parameter',
    resources: http('GET /c/{id}', 'GET /c/{x}'),
    message: ['Route1', 'GET /c/{x} conflicts with GET /c/{id} of Route0'],
    level: 'reported',
    source: reports.yulin,
  },
];

function withPathPart(resources: Resources, id: string, PathPart: string): Resources {
  const resource = resources[id] as { readonly Properties: object };
  return {
    ...resources,
    [id]: { ...resource, Properties: { ...resource.Properties, PathPart } },
  };
}
