import { parseArgs } from 'node:util';
import { type FunctionVariable, functionVariable } from './assembly/function-variable.ts';
import { portSetting } from './port-setting.ts';
import { UsageError } from './user-error.ts';

export interface CliOptions {
  /** The folder of the cloud assembly. @default 'cdk.out' */
  readonly folder: string;
  /** The port of the first API; 0: any free port. @default 8080 */
  readonly port: number;
  /** The names or artifact ids of the stacks to serve. @default every stack */
  readonly stacks: readonly string[];
  readonly variables: readonly FunctionVariable[];
}

/** What `local-gateway --help` prints. */
export const cliHelp = `Usage: local-gateway [options] [folder]

Serves the HTTP and REST APIs of a CDK cloud assembly on localhost, with their Lambda functions
and authorizers.

  folder           the cloud assembly that cdk synth wrote (default: cdk.out)
  --port <number>  port of the first API; each other API gets the next port; 0 picks free ports
                   (default: 8080)
  --stack <name>   serve only the APIs of this stack (its name or artifact id); repeatable
  --env <function>.<variable>=<value>
                   give a function (its logical id, construct path or name) an environment
                   variable; repeatable
  -h, --help       show this help`;

/**
 * Parses the command line; returns undefined for `--help`.
 *
 * @throws {UsageError} naming the argument that is wrong
 */
export function cliOptions(words: readonly string[]): CliOptions | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: {
        port: { type: 'string' },
        stack: { type: 'string', multiple: true },
        env: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    });
    if (values.help === true) return undefined;
    const [folder = 'cdk.out', extra] = positionals;
    if (extra !== undefined) throw new UsageError(`unexpected argument ${JSON.stringify(extra)}`);
    return {
      folder,
      port: portSetting('--port', { '--port': values.port }, 8080),
      stacks: values.stack ?? [],
      variables: (values.env ?? []).map(functionVariable),
    };
  } catch (error) {
    // Node.js appends advice about positional arguments to its message.
    const [message] = error instanceof Error ? error.message.split(/\.\s/, 1) : [String(error)];
    throw new UsageError(`${message}\nRun local-gateway --help for the usage.`);
  }
}
