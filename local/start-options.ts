import { resolve } from 'node:path';
import { callersFolder } from './callers-folder.ts';
import { commandLine } from './command-line.ts';
import { contextAssignment, contextOption } from './context-assignment.ts';
import { portSetting } from './port-setting.ts';
import { printable } from './printable.ts';
import { Problem } from './problem.ts';

/** What `npm start` shall run. */
export interface StartOptions {
  /** The flavour to synthesize. @default 'http' */
  readonly api: 'http' | 'rest';
  /** The full path of a cloud assembly to serve as it is; undefined: synthesize our own. */
  readonly app: string | undefined;
  /** The `aud` that the stand-in's tokens carry and the API asks for. @default 'your-audience' */
  readonly audience: string;
  /** Further settings for the synth, by name, as `cdk synth -c name=value` takes them. @default none */
  readonly context: Readonly<Record<string, string>>;
  /** Where the first API listens. @default 8080 */
  readonly port: number;
  /** Where the stand-in for Zuplo listens. @default 9000 */
  readonly zuploPort: number;
  /** Whether to go on with what changes in the project. @default false */
  readonly watch: boolean;
}

/** What `npm start -- --help` prints. */
export const startHelp = `npm start -- [options]

Synthesizes the stack and serves it on this machine, next to a stand-in for Zuplo.

  --api http|rest      which flavour of the API (default: http)
  --app <folder>       serve this cloud assembly as it is, without a synth
  --watch              go on with each change of the project's source: functions and routes
  --audience <name>    the aud of tokens, here and in the stack (default: your-audience)
  -c, --context <name>=<value>
                       a setting of the stack, as for cdk deploy; again for another
  --help               this

Environment: PORT (default: 8080) and ZUPLO_PORT (default: 9000) move the two servers; 0 is any
free port. Ctrl-C stops everything.`;

/**
 * The options of `npm start`, from its command line and environment; undefined when help is wanted.
 *
 * @throws {Problem} naming the option or variable that is wrong, what was given and what is right
 */
export function startOptions(
  words: readonly string[],
  environment: NodeJS.ProcessEnv,
): StartOptions | undefined {
  const given = commandLine(words, {
    api: { type: 'string' },
    app: { type: 'string' },
    audience: { type: 'string' },
    ...contextOption,
    watch: { type: 'boolean' },
  });
  if (given.help === true) return undefined;
  const context = Object.fromEntries((given.context ?? []).map(contextAssignment));
  const { api = 'http', app, audience = 'your-audience', watch = false } = given;
  if (api !== 'http' && api !== 'rest') {
    throw new Problem(`--api is ${JSON.stringify(api)}: it must be http or rest`);
  }
  if (app !== undefined && given.api !== undefined) {
    throw new Problem('--api has no effect with --app: the folder says which APIs it has');
  }
  if (app !== undefined && watch) {
    throw new Problem('--watch has no effect with --app: the folder is served as it is');
  }
  if (Object.hasOwn(context, 'api')) {
    throw new Problem(`-c api=${context['api']}: the flavour is asked for with --api`);
  }
  // The stack alone would have it; the stand-in's tokens would be for another API.
  if (Object.hasOwn(context, 'audience')) {
    throw new Problem(
      `-c audience=${printable(context['audience'] ?? '', 200)}: the audience is asked for with --audience`,
    );
  }
  if (app !== undefined && given.context !== undefined) {
    throw new Problem('-c has no effect with --app: the folder was synthesized already');
  }
  if (app === '') throw new Problem('--app is empty: it must be the folder of a cloud assembly');
  if (audience === '') throw new Problem('--audience is empty: it must be a name');
  return {
    api,
    app: app === undefined ? undefined : resolve(callersFolder(environment, 'start'), app),
    audience,
    context,
    port: portSetting('PORT', environment, 8080),
    zuploPort: portSetting('ZUPLO_PORT', environment, 9000),
    watch,
  };
}
