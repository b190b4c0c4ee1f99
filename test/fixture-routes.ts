import type { Route } from '../lib/api/route.ts';

/** The folder of the handlers that fixture routes name. */
export const fixtureHandlers = 'test/fixture-handlers';

/** The route table of the tests: they never depend on the app's own, so that a new route breaks no test. */
export const fixtureRoutes: readonly Route[] = [
  { method: 'GET', path: '/', access: 'public', handler: 'public', summary: 'Welcomes anyone' },
  {
    method: 'GET',
    path: '/protected',
    access: 'protected',
    handler: 'protected',
    summary: 'Greets the caller by name',
  },
];
