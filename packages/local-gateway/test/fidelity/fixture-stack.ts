import type { StackContent } from '../assembly-folder.ts';
import { lambdaFunction, type Resources, type RouteContent } from '../templates.ts';
import { recorder, scriptedAuthorizer } from './scripted-authorizer.ts';
import { scriptedFunction } from './scripted-function.ts';

/**
 * A stack with an API, further resources, the scripted functions `Handler` and `Authorizer`, and
 * the authorizer `Recorder`, in the account and region of the recorded events.
 */
export function fixtureStack(
  api: Resources,
  more: Resources = {},
  content: Omit<StackContent, 'template'> = {},
): StackContent {
  return {
    environment: 'aws://123456789012/eu-west-1',
    ...content,
    code: { handler: scriptedFunction, authorizer: scriptedAuthorizer, recorder, ...content.code },
    template: {
      Resources: {
        Handler: lambdaFunction('handler'),
        Authorizer: lambdaFunction('authorizer'),
        Recorder: lambdaFunction('recorder'),
        ...api,
        ...more,
      },
    },
  };
}

/** A stack with the scripted functions and several APIs. */
export function sharedStack(apis: readonly Resources[]): StackContent {
  const prefixed = apis.map((api, index) => withPrefix(api, `Api${index}`));
  return fixtureStack(Object.assign({}, ...prefixed));
}

/** The resources with a prefix in their logical ids and in the references between them. */
function withPrefix(resources: Resources, prefix: string): Resources {
  const renamed = Object.entries(resources).map(([id, resource]) => [`${prefix}${id}`, resource]);
  let text = JSON.stringify(Object.fromEntries(renamed));
  for (const id of Object.keys(resources))
    for (const reference of ['"Ref":"', '"Fn::GetAtt":["'])
      text = text.replaceAll(`${reference}${id}"`, `${reference}${prefix}${id}"`);
  return JSON.parse(text);
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
