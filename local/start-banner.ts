import type { ServedApi, ServedAssembly } from 'local-gateway/serve-assembly';
import { curlExamples, type ExampleSender } from './example-requests/curl-examples.ts';

type Route = ServedApi['routes'][number];

/** Returns what `npm start` prints when everything runs: the servers, the routes and curl examples. */
export function startBanner(
  served: Pick<ServedAssembly, 'apis' | 'authorizers'>,
  zuplo: ExampleSender,
): string {
  const lines = curlExamples(served, zuplo).map((line) => `  ${line}`);
  return [
    ...served.apis.map(apiDescription),
    zuploDescription(zuplo),
    ['Try:', ...lines, 'Press Ctrl-C to stop.'].join('\n'),
  ].join('\n\n');
}

function apiDescription({ name, apiType, url, routes }: ServedApi): string {
  const width = Math.max(0, ...routes.map((route) => routeKey(route).length));
  const lines = routes.map((route) => {
    const access = route.authorizer === undefined ? 'public' : `authorizer: ${route.authorizer}`;
    return `  ${routeKey(route).padEnd(width)}  → ${route.functionName} (${access})`;
  });
  return [`${name} (${apiType === 'http' ? 'HTTP' : 'REST'} API): ${url}`, ...lines].join('\n');
}

const routeKey = ({ method, path }: Route) => (path === '$default' ? path : `${method} ${path}`);

function zuploDescription({ url, issuer }: ExampleSender): string {
  return `Zuplo stand-in: ${url}
  Console: ${url}/ (open in a browser)
  Issuer:  ${issuer}
  Any other path: forwarded to the API; the API key is replaced by a signed token`;
}
