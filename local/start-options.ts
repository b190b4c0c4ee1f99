import { resolve } from 'node:path';
import { escapeControlCharacters } from 'local-gateway/escape-control-characters';
import { portSetting } from 'local-gateway/port-setting';
import { UserError } from 'local-gateway/user-error';
import { callersFolder } from './callers-folder.ts';
import { commandLine } from './command-line.ts';
import { contextAssignment, contextOption } from './context-assignment.ts';

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
 * @throws {UserError} naming the option or variable that is wrong, what was given and what is right
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
  const context = contextFrom(given.context ?? [], given.audience);
  const { api = 'http', app, audience = 'your-audience', watch = false } = given;
  if (api !== 'http' && api !== 'rest') {
    throw new UserError(`--api is ${JSON.stringify(api)}: it must be http or rest`);
  }
  if (app !== undefined && given.api !== undefined) {
    throw new UserError('--api has no effect with --app: the folder says which APIs it has');
  }
  if (app !== undefined && watch) {
    throw new UserError('--watch has no effect with --app: the folder is served as it is');
  }
  if (app !== undefined && given.context !== undefined) {
    throw new UserError('-c has no effect with --app: the folder was synthesized already');
  }
  if (app === '') throw new UserError('--app is empty: it must be the folder of a cloud assembly');
  if (audience === '') throw new UserError('--audience is empty: it must be a name');
  return {
    api,
    app: app === undefined ? undefined : resolve(callersFolder(environment, 'start'), app),
    audience,
    context,
    ...portsFrom(environment),
    watch,
  };
}

/**
 * The flavour has an option of its own, which the banner goes by. An audience of the stack alone, and not of
 * the stand-in's tokens, may be meant, to rehearse it; not two of them.
 */
function contextFrom(
  assignments: readonly string[],
  askedAudience: string | undefined,
): Readonly<Record<string, string>> {
  const context = Object.fromEntries(assignments.map(contextAssignment));
  const { api, audience } = context;
  if (api !== undefined) {
    throw new UserError(
      `-c api=${escapeControlCharacters(api, 200)}: the flavour is asked for with --api`,
    );
  }
  if (audience !== undefined && askedAudience !== undefined) {
    throw new UserError(
      `-c audience=${escapeControlCharacters(audience, 200)}: give --audience alone, which is for the stack and the tokens alike`,
    );
  }
  return context;
}

function portsFrom(environment: NodeJS.ProcessEnv): Pick<StartOptions, 'port' | 'zuploPort'> {
  const port = portSetting('PORT', environment, 8080);
  const zuploPort = portSetting('ZUPLO_PORT', environment, 9000);
  if (port !== 0 && port === zuploPort) {
    throw new UserError(`PORT and ZUPLO_PORT are both ${port}: set one of them to another port`);
  }
  return { port, zuploPort };
}
