import type { ServedApi } from 'local-gateway/serve-assembly';

type Route = ServedApi['routes'][number];

/** Returns what `npm start` prints when everything runs: the servers, the routes and curl examples. */
export function startBanner(apis: readonly ServedApi[], zuplo: { readonly url: string }): string {
  const examples = curlExamples(apis[0], zuplo.url);
  return [...apis.map(apiDescription), zuploDescription(zuplo.url), ...examples].join('\n\n');
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

function zuploDescription(url: string): string {
  return `Zuplo stand-in: ${url}
  Console: ${url}/ (open in a browser)
  Issuer:  ${url}/__zuplo/issuer
  Any other path: forwarded to the API; the API key is replaced by a signed token`;
}

/** Returns examples for the API's own routes: one public and one protected, if it has them. */
function curlExamples(api: ServedApi | undefined, zuploUrl: string): readonly string[] {
  if (api === undefined) return [];
  const publicRoute = exampleRoute(api.routes.filter(({ authorizer }) => authorizer === undefined));
  const protectedRoute = exampleRoute(
    api.routes.filter(({ authorizer }) => authorizer !== undefined),
  );
  const port = new URL(zuploUrl).port;
  const token = `${port === '9000' ? '' : `ZUPLO_PORT=${port} `}npm run --silent token -- --sub alice`;
  const lines = ['Try:'];
  if (publicRoute) lines.push(`  ${curl(publicRoute, api.url)}`);
  if (protectedRoute) {
    lines.push(
      `  ${curl(protectedRoute, zuploUrl)} -H 'Authorization: Bearer YOUR_API_KEY'`,
      `  ${curl(protectedRoute, api.url)} -H "Authorization: Bearer $(${token})"`,
    );
  }
  return [[...lines, 'Press Ctrl-C to stop.'].join('\n')];
}

/** Prefers a route that a browser could open: GET without parameters. */
function exampleRoute(routes: readonly Route[]): Route | undefined {
  return routes.find(({ method, path }) => method === 'GET' && !path.includes('{')) ?? routes[0];
}

/** Uses the parameters' names as their values, because curl expands braces. */
function curl({ method, path }: Route, url: string): string {
  const target = path === '$default' ? '/' : path.replace(/\{([^}+]+)\+?\}/g, '$1');
  const option = ['GET', 'ANY', '*'].includes(method) ? '' : `-X ${method} `;
  return `curl ${option}${url}${target}`;
}
