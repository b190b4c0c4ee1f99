import type { StackContent } from '../assembly-folder.ts';
import { lambdaFunction, type Resources, type RouteContent } from '../templates.ts';
import { scriptedAuthorizer } from './scripted-authorizer.ts';
import { scriptedFunction } from './scripted-function.ts';

/** A stack with the scripted functions `Handler` and `Authorizer`, an API and further resources. */
export function fixtureStack(
  api: Resources,
  more: Resources = {},
  content: Omit<StackContent, 'template'> = {},
): StackContent {
  return {
    ...content,
    code: { handler: scriptedFunction, authorizer: scriptedAuthorizer, ...content.code },
    template: {
      Resources: {
        Handler: lambdaFunction('handler'),
        Authorizer: lambdaFunction('authorizer'),
        ...api,
        ...more,
      },
    },
  };
}

type Routes = Readonly<Record<string, RouteContent>>;

/** Routes to `Handler` without an authorizer. */
export function open(...keys: readonly string[]): Routes {
  return Object.fromEntries(keys.map((key) => [key, { function: 'Handler' }]));
}

/** Routes to `Handler` behind an authorizer. */
export function behind(authorizer: string, ...keys: readonly string[]): Routes {
  return Object.fromEntries(keys.map((key) => [key, { function: 'Handler', authorizer }]));
}
