import { UserError } from 'local-gateway/user-error';
import {
  type DeploymentSettings,
  deploymentSettings,
  SettingsError,
} from '../../lib/settings/deployment-settings.ts';
import { commandLine } from '../../local/command-line.ts';
import { contextOption } from '../../local/context-assignment.ts';
import { deploymentContext } from '../deployment-context.ts';

/** What `npm run doctor -- --help` prints. */
export const doctorHelp = `npm run doctor -- -c issuer=<url> [-c name=value …]

Asks each issuer for its keys and its discovery document, and says whether the authorizer, deployed
with these settings, can verify its tokens. It asks by the authorizer's rules: in jwksTimeoutMilliseconds,
at most 64 KiB, without redirects.

  -c, --context <name>=<value>  a setting, as for cdk deploy; again for another. What is under
                                "context" in cdk.json counts where it is not given here.
                                Only issuer is needed
  --help                        this

Exit status: 0 the tokens of every issuer can be verified, warnings or not; 1 those of at least one
cannot; 2 it cannot be told: no answer, or the settings or the command line are wrong.`;

/**
 * The settings that a command line and cdk.json give; undefined when help is wanted.
 * @param cdkJson the path of cdk.json
 * @throws {UserError} for a command line that is wrong; for settings, naming each that is missing or wrong
 */
export function doctorSettings(
  words: readonly string[],
  cdkJson: string,
): DeploymentSettings | undefined {
  const { context = [], help } = commandLine(words, contextOption);
  if (help === true) return undefined;
  const { value, names } = deploymentContext(context, cdkJson);
  // A deployment needs an audience, but none of what is looked at here depends on it.
  const given = (name: string) => value(name) ?? (name === 'audience' ? 'any' : undefined);
  try {
    return deploymentSettings(given, names);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    // Without its `--`, npm keeps the settings for itself, and none are given here.
    throw new UserError(`${error.message}
Give them on the command line, or under "context" in cdk.json:
  npm run doctor -- -c issuer=https://example.zuplo.app/__zuplo/issuer`);
  }
}
