import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ApiStack } from '../lib/api-stack.ts';
import { routes as ownRoutes, type Route } from '../lib/routes.ts';
import { deploymentSettings } from '../lib/settings/deployment-settings.ts';

export const flavours = ['http', 'rest'] as const;

const required = { issuer: 'https://example.zuplo.app/__zuplo/issuer', audience: 'your-audience' };

/** The stack as bin/app.ts makes it, under cdk.json's feature flags, without bundling the functions. */
export function stackOf(
  context: Record<string, unknown> = {},
  routes: readonly Route[] = ownRoutes,
): ApiStack {
  const cdkJson = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } });
  const given: Record<string, unknown> = { ...required, ...context };
  const settings = deploymentSettings((name) => given[name]);
  return new ApiStack(app, 'ZuploJwtApi', { settings, routes });
}

/** The CloudFormation template of that stack. */
export function templateOf(context?: Record<string, unknown>, routes?: readonly Route[]): Template {
  return Template.fromStack(stackOf(context, routes));
}
