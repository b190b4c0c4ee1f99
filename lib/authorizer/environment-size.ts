import { type AuthorizerSettings, encodeAuthorizerSettings } from '../../contract/settings.ts';
import type { SettingsProblems } from '../../contract/settings-error.ts';
import { routeScopesFile } from './route-table.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 4 KB for all environment variables. */
const maxEnvironmentBytes = 4_096;

/** Reports settings that do not fit into the function's environment. */
export function checkEnvironmentSize(
  settings: AuthorizerSettings,
  problems: SettingsProblems,
): void {
  const environment = { ...encodeAuthorizerSettings(settings), ROUTE_SCOPES_FILE: routeScopesFile };
  const bytes = Buffer.byteLength(JSON.stringify(environment));
  const [[name] = ['']] = Object.entries(environment).sort(([, a], [, b]) => b.length - a.length);
  if (bytes > maxEnvironmentBytes)
    problems.add(
      'authorizer settings',
      `${bytes} bytes in total, most of them in ${name}`,
      `together they must fit into the ${maxEnvironmentBytes} bytes of a Lambda environment`,
    );
}
