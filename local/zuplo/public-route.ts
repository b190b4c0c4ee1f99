/** A route of the API in API Gateway's words: `GET /items/{id}`, `ANY /{proxy+}`, `$default`. */
export interface Route {
  readonly method: string;
  readonly path: string;
}

/**
 * Whether a request for this method and path is for this route. It need not weigh routes against
 * each other: a mistake would cost a caller without a key no more than a 401 from the API itself.
 */
export function matches(route: Route, method: string, path: string): boolean {
  if (route.path === '$default') return true;
  const anyMethod = route.method === 'ANY' || route.method === '*';
  return (anyMethod || route.method === method) && matchesPath(route.path, path);
}

function matchesPath(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  const greedy = wanted.findIndex((segment) => /^\{.+\+\}$/.test(segment));
  if (greedy !== -1) {
    const rest = given.slice(greedy).join('/');
    return rest !== '' && matchesPath(toPath(wanted, greedy), toPath(given, greedy));
  }
  return (
    wanted.length === given.length &&
    wanted.every((segment, i) =>
      /^\{.+\}$/.test(segment) ? given[i] !== '' : given[i] === segment,
    )
  );
}

/** The part of a path before its segment number `end`; a greedy parameter takes all the rest. */
const toPath = (segments: string[], end: number) => segments.slice(0, end).join('/');
