import { App } from 'aws-cdk-lib';
import { checkRoutes } from '../lib/api/check-routes.ts';
import { RoutesError } from '../lib/api/routes-error.ts';
import { ApiStack } from '../lib/api-stack.ts';
import { LimitsError } from '../lib/limits/limits-error.ts';
import { routes } from '../lib/routes.ts';
import { deploymentSettings, SettingsError } from '../lib/settings/deployment-settings.ts';
import { validateStrictly } from '../lib/strict-validation.ts';

const app = new App();
const names = Object.keys(app.node.getAllContext());
const messages: string[] = [];

const settings = attempt(() => deploymentSettings((name) => app.node.tryGetContext(name), names));
attempt(() => checkRoutes(routes, settings?.api ?? 'http'));
if (settings !== undefined && messages.length === 0)
  attempt(() => new ApiStack(app, 'ZuploJwtApi', { settings, routes }));

if (messages.length > 0) {
  console.error(messages.join('\n'));
  process.exit(1);
}
// The CDK's own switch: npm start skips the validation, which takes 2 s.
if (process.env['CDK_VALIDATION'] !== 'false') validateStrictly(app);

/** Collects the messages of users' mistakes, so that all of them are reported at once, without a stack trace. */
function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof RoutesError || error instanceof LimitsError) messages.push(error.message);
    else if (error instanceof SettingsError) messages.push(`${error.message}\n${settingsHint()}`);
    else throw error;
    return undefined;
  }
}

/** Names the command that was run: `npm start` sets COMMAND_HINT. */
function settingsHint(): string {
  const command =
    process.env['COMMAND_HINT'] ??
    'npx cdk synth -c issuer=https://example.zuplo.app/__zuplo/issuer -c audience=your-audience';
  return `Set them on the command line, or under "context" in cdk.json:\n  ${command}`;
}
