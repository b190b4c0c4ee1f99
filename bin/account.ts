import { App } from 'aws-cdk-lib';
import { AccountStack } from '../lib/account-stack.ts';
import { SettingsError } from '../lib/settings/deployment-settings.ts';
import { environmentSettings } from '../lib/settings/environment-settings.ts';
import { validateStrictly } from '../lib/strict-validation.ts';

// Once for each account and region with REST APIs: npx cdk deploy --app "node bin/account.ts"
const app = new App();
try {
  const environment = environmentSettings((name) => app.node.tryGetContext(name));
  new AccountStack(app, 'ApiGatewayAccount', environment);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exit(1);
}
validateStrictly(app);
