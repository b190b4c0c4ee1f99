/** One thing that the API answers. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute, with parameters in braces: `/orders/{id}`. */
  readonly path: `/${string}`;
  /** `protected` routes are reached with a valid token only; there is no default on purpose. */
  readonly access: 'public' | 'protected';
  /** The folder below `lambdas/` whose `handler.ts` answers. Routes may share one. */
  readonly handler: string;
}

/** The API: the one place where a route is added. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/', access: 'public', handler: 'public' },
  { method: 'GET', path: '/protected', access: 'protected', handler: 'protected' },
];
