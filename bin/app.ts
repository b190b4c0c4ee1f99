import { App } from 'aws-cdk-lib';
import { ApiStack } from '../lib/api-stack.ts';
import { routes } from '../lib/routes.ts';
import { deploymentSettings, SettingsError } from '../lib/settings/deployment-settings.ts';
import { validateStrictly } from '../lib/strict-validation.ts';

const app = new App();
try {
  const names = Object.keys(app.node.getAllContext());
  const settings = deploymentSettings((name) => app.node.tryGetContext(name), names);
  new ApiStack(app, 'ZuploJwtApi', { settings, routes });
  // The CDK's own switch: what runs on a laptop is not held against the schemas, which takes 2 s.
  if (process.env['CDK_VALIDATION'] !== 'false') validateStrictly(app);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(`${error.message}
Give them on the command line, or under "context" in cdk.json:
  npx cdk synth -c issuer=https://example.zuplo.app/__zuplo/issuer -c audience=your-audience`);
  process.exit(1);
}
