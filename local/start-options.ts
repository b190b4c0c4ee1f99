import { resolve } from 'node:path';
import { type FunctionVariable, functionVariable } from 'local-gateway/assembly/function-variable';
import { escapeControlCharacters } from 'local-gateway/escape-control-characters';
import { portSetting } from 'local-gateway/port-setting';
import { UserError } from 'local-gateway/user-error';
import { callersFolder } from './callers-folder.ts';
import { commandLine } from './command-line.ts';
import { contextAssignment, contextOption } from './context-assignment.ts';

/** The options of `npm start`. */
export interface StartOptions {
  /** The API type to synthesize. @default 'http' */
  readonly api: 'http' | 'rest';
  /** The full path of a cloud assembly to serve. @default this project, synthesized */
  readonly app: string | undefined;
  /** The `aud` of the stand-in's tokens, and the audience that the stack expects. @default 'your-audience' */
  readonly audience: string;
  /** The full path of a file with the API keys and their consumers. @default three keys for trying out */
  readonly consumers: string | undefined;
  /** Further settings of the stack, by name, as in `cdk synth -c name=value`. @default none */
  readonly context: Readonly<Record<string, string>>;
  /** The port of the first API. @default 8080 */
  readonly port: number;
  /** The port of the Zuplo stand-in. @default 9000 */
  readonly zuploPort: number;
  /** Environment variables of functions, which precede those of the template. @default none */
  readonly variables: readonly FunctionVariable[];
  /** Whether to reload when the project's source changes. @default false */
  readonly watch: boolean;
}

/** What `npm start -- --help` prints. */
export const startHelp = `npm start -- [options]

Synthesizes the stack and serves it on this machine, behind a stand-in for Zuplo.

  --api http|rest      API type (default: http)
  --app <folder>       serve this cloud assembly instead of synthesizing the stack
  --watch              reload functions and routes when the project's source changes
  --audience <name>    audience of the stack and of the tokens (default: your-audience)
  --consumers <file>   JSON file with API keys, their consumers and the claims of their tokens
                       (docs/zuplo.md; default: YOUR_API_KEY, ALICE_API_KEY and BOB_API_KEY)
  -c, --context <name>=<value>
                       a setting of the stack, as for cdk deploy; repeatable
  --env <function>.<variable>=<value>
                       give a function an environment variable; repeatable
  --help               print this help

Environment: PORT (default: 8080) and ZUPLO_PORT (default: 9000) set the ports of the two servers;
0 picks any free port. Press Ctrl-C to stop.`;

/**
 * Returns the options of `npm start`; undefined for `--help`.
 *
 * @throws {UserError} naming the invalid option or variable, its value and what is valid
 */
export function startOptions(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): StartOptions | undefined {
  const given = commandLine(args, {
    api: { type: 'string' },
    app: { type: 'string' },
    audience: { type: 'string' },
    consumers: { type: 'string' },
    ...contextOption,
    env: { type: 'string', multiple: true },
    watch: { type: 'boolean' },
  });
  if (given.help === true) return undefined;
  const context = Object.fromEntries((given.context ?? []).map(contextAssignment));
  const { api = 'http', app, audience = 'your-audience', consumers, watch = false } = given;
  if (api !== 'http' && api !== 'rest')
    throw new UserError(`--api is ${JSON.stringify(api)}: it must be http or rest`);
  if (app === '') throw new UserError('--app is empty: it must be the folder of a cloud assembly');
  if (audience === '') throw new UserError('--audience is empty: it must be a name');
  if (consumers === '') throw new UserError('--consumers is empty: it must be a JSON file');
  rejectConflicts(given, context);
  const fullPath = (name: string) => resolve(callersFolder(environment, 'start'), name);
  return {
    api,
    app: app === undefined ? undefined : fullPath(app),
    audience,
    consumers: consumers === undefined ? undefined : fullPath(consumers),
    context,
    ...portsFrom(environment),
    variables: (given.env ?? []).map(functionVariable),
    watch,
  };
}

function rejectConflicts(
  given: { readonly [option: string]: unknown },
  context: Readonly<Record<string, string>>,
): void {
  const synthesisOptions = { api: '--api', watch: '--watch', context: '-c' };
  for (const [name, option] of Object.entries(synthesisOptions)) {
    if (given['app'] !== undefined && given[name] !== undefined)
      throw new UserError(`${option} has no effect with --app, which serves the folder as it is`);
  }
  if (context['api'] !== undefined)
    throw new UserError(`-c api=${escapeControlCharacters(context['api'], 200)}: use --api`);
  // Only the stack's audience may differ from the tokens', to see them rejected.
  if (context['audience'] !== undefined && given['audience'] !== undefined)
    throw new UserError('-c audience=… and --audience: use --audience alone, which sets both');
}

function portsFrom(environment: NodeJS.ProcessEnv): Pick<StartOptions, 'port' | 'zuploPort'> {
  const port = portSetting('PORT', environment, 8080);
  const zuploPort = portSetting('ZUPLO_PORT', environment, 9000);
  if (port !== 0 && port === zuploPort)
    throw new UserError(`PORT and ZUPLO_PORT are both ${port}: set one of them to another port`);
  return { port, zuploPort };
}
