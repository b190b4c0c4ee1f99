import type { ServedApi } from 'local-gateway/serve-assembly';

type Route = ServedApi['routes'][number];

/** What `npm start` says once everything listens: what runs where, and curl lines to copy. */
export function startBanner(apis: readonly ServedApi[], zuplo: { readonly url: string }): string {
  return ['', ...apis.map(description), zuploDescription(zuplo.url), examples(apis[0], zuplo.url)]
    .join('\n\n')
    .trimStart();
}

function description({ name, apiType, url, routes }: ServedApi): string {
  const width = Math.max(0, ...routes.map((route) => routeName(route).length));
  const lines = routes.map(
    (route) =>
      `  ${routeName(route).padEnd(width)}  → ${route.functionName}, ${
        route.authorizer === undefined ? 'public' : `behind ${route.authorizer}`
      }`,
  );
  return [`${name} (${apiType === 'http' ? 'HTTP' : 'REST'} API) on ${url}`, ...lines].join('\n');
}

const routeName = ({ method, path }: Route) => (path === '$default' ? path : `${method} ${path}`);

function zuploDescription(url: string): string {
  return `Stand-in for Zuplo on ${url}
  ${url}/ in a browser → the console: mint tokens, send requests, watch them
  issuer ${url}/__zuplo/issuer
  any other path → the API, the API key swapped for a token`;
}

/** One line for each way in; a way that the API does not have is left out. */
function examples(api: ServedApi | undefined, zuploUrl: string): string {
  const open = api?.routes.find((route) => route.authorizer === undefined);
  const closed = api?.routes.find((route) => route.authorizer !== undefined);
  const port = new URL(zuploUrl).port;
  const token = `${port === '9000' ? '' : `ZUPLO_PORT=${port} `}npm run --silent token -- --sub alice`;
  return [
    'Try:',
    ...(api && open ? [`  ${curl(open, api.url)}`] : []),
    ...(api && closed
      ? [
          `  ${curl(closed, zuploUrl)} -H 'Authorization: Bearer YOUR_API_KEY'`,
          `  ${curl(closed, api.url)} -H "Authorization: Bearer $(${token})"`,
        ]
      : []),
    'Ctrl-C stops everything.',
  ].join('\n');
}

/** A call of the route, its parameters filled with their own names: curl takes braces for a list. */
function curl({ method, path }: Route, url: string): string {
  const filled = path === '$default' ? '/' : path.replace(/\{([^}+]+)\+?\}/g, '$1');
  const verb = ['GET', 'ANY', '*'].includes(method) ? '' : `-X ${method} `;
  return `curl ${verb}${url}${filled}`;
}
