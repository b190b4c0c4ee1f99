import { App } from 'aws-cdk-lib';
import { AccountStack } from '../lib/account-stack.ts';
import { validateStrictly } from '../lib/strict-validation.ts';

// Once for each account and region with REST APIs: npx cdk deploy --app "node bin/account.ts"
const app = new App();
new AccountStack(app, 'ApiGatewayAccount');
validateStrictly(app);
