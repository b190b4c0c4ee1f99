import type { Route } from './api/route.ts';

/** The routes of the API. To add one, see "Add a route" in the README. */
export const routes: readonly Route[] = [
  { method: 'GET', path: '/', access: 'public', handler: 'public', summary: 'Welcomes anyone' },
  {
    method: 'GET',
    path: '/protected',
    access: 'protected',
    handler: 'protected',
    summary: 'Greets the caller by name',
  },
];
