import { App } from 'aws-cdk-lib';
import { ApiStack } from '../lib/api-stack.ts';
import { deploymentSettings, SettingsError } from '../lib/deployment-settings.ts';
import { routes } from '../lib/routes.ts';

const app = new App();
try {
  const settings = deploymentSettings((name) => app.node.tryGetContext(name));
  new ApiStack(app, 'ZuploJwtApi', { settings, routes });
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(`${error.message}
Give them on the command line, or under "context" in cdk.json:
  npx cdk synth -c issuer=https://example.zuplo.app/__zuplo/issuer -c audience=your-audience`);
  process.exit(1);
}
