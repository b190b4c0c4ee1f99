import { UserError } from 'local-gateway/user-error';
import {
  type DeploymentSettings,
  deploymentSettings,
  SettingsError,
} from '../../lib/settings/deployment-settings.ts';
import { commandLine } from '../../local/command-line.ts';
import { contextOption } from '../../local/context-assignment.ts';
import { deploymentContext } from '../deployment-context.ts';

/** The output of `npm run doctor -- --help`. */
export const doctorHelp = `npm run doctor -- -c issuer=<url> [-c name=value …]

Fetches the JWKS and the discovery document of each issuer, and reports whether the authorizer, deployed
with these settings, can verify its tokens. The limits are the authorizer's: jwksTimeoutMilliseconds,
64 KiB, no redirects.

  -c, --context <name>=<value>  a setting, as for cdk deploy; repeatable. Other settings are read
                                from "context" in cdk.json. Only issuer, or issuers, is
                                required
  --help                        print this help

Exit status: 0 the tokens of every issuer can be verified, possibly with warnings; 1 those of at least
one issuer cannot be verified; 2 unclear (an issuer did not respond), or the settings are invalid.`;

/**
 * Returns the settings from a command line and cdk.json; undefined for `--help`.
 * @param cdkJson the path of cdk.json
 * @throws {UserError} for an invalid command line, or naming every setting that is missing or invalid
 */
export function doctorSettings(
  words: readonly string[],
  cdkJson: string,
): DeploymentSettings | undefined {
  const { context = [], help } = commandLine(words, contextOption);
  if (help === true) return undefined;
  const { value, names } = deploymentContext(context, cdkJson);
  // A deployment requires an audience; the doctor does not depend on it.
  const given = (name: string) =>
    value(name) ?? (name === 'audience' && value('issuers') === undefined ? 'any' : undefined);
  try {
    return deploymentSettings(given, names);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    // Without --, npm does not pass options on: the settings are missing then.
    throw new UserError(`${error.message}
Set them on the command line, or under "context" in cdk.json:
  npm run doctor -- -c issuer=https://example.zuplo.app/__zuplo/issuer`);
  }
}
