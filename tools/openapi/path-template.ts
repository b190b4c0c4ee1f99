import { UserError } from 'local-gateway/user-error';
import { type Route, routeKey } from '../../lib/routes.ts';

/** One parameter of a path, as OpenAPI describes it. */
export interface PathParameter {
  readonly name: string;
  readonly in: 'path';
  readonly required: true;
  readonly description?: string;
  readonly schema: { readonly type: 'string'; readonly minLength: 1 };
}

/** A path with its parameters. */
export interface PathTemplate {
  readonly path: string;
  readonly parameters: readonly PathParameter[];
}

/**
 * Gives a function that gives one route after another its path in OpenAPI's words. OpenAPI has no greedy
 * parameter: `{proxy+}` becomes `{proxy}`, whose description says that it takes in slashes.
 */
export function createPathTemplates(): (route: Route) => PathTemplate {
  const seen = new Map<string, Route>();
  return (route) => {
    const { path, method } = route;
    // Paths that differ in the names of parameters only are the same path to OpenAPI.
    const shape = path.replace(/\{[^{}]*\}/g, '{}');
    const rival = seen.get(shape);
    if (rival !== undefined && rival.path !== path) throw conflict(rival, route);
    const twin = seen.get(`${method} ${shape}`);
    if (twin !== undefined) throw conflict(twin, route);
    seen.set(shape, route).set(`${method} ${shape}`, route);
    return {
      path: path.replace(/\+\}/g, '}'),
      parameters: [...path.matchAll(/\{([^{}+]+)(\+?)\}/g)].map(([, name = '', plus]) =>
        parameter(name, plus === '+'),
      ),
    };
  };
}

function parameter(name: string, isGreedy: boolean): PathParameter {
  const greedy =
    'The rest of the path, slashes included. A client may have to keep them unescaped.';
  return {
    name,
    in: 'path',
    required: true,
    ...(isGreedy && { description: greedy }),
    schema: { type: 'string', minLength: 1 },
  };
}

function conflict(one: Route, other: Route): UserError {
  return new UserError(
    `lib/routes.ts: ${routeKey(one)} and ${routeKey(other)} are one path to OpenAPI, which does not ` +
      'look at the names of parameters nor at +: give both the same path, or different segments',
  );
}
