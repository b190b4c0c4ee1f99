import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Route } from '../lib/api/route.ts';
import { ApiStack } from '../lib/api-stack.ts';
import { deploymentSettings } from '../lib/settings/deployment-settings.ts';
import { fixtureHandlers, fixtureRoutes } from './fixture-routes.ts';

export { apiTypes } from '../contract/api-type.ts';

const required = { issuer: 'https://example.zuplo.app/__zuplo/issuer', audience: 'your-audience' };

/** Returns the stack for the given context, with the feature flags of cdk.json, without bundling the functions. */
export function stackOf(
  context: Readonly<Record<string, unknown>> = {},
  routes: readonly Route[] = fixtureRoutes,
): ApiStack {
  const cdkJson = JSON.parse(readFileSync('cdk.json', 'utf8'));
  const app = new App({
    context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [], ...context },
  });
  const given: Readonly<Record<string, unknown>> = { ...required, ...context };
  const settings = deploymentSettings((name) => given[name]);
  return new ApiStack(app, 'ZuploJwtApi', { settings, routes, handlersFolder: fixtureHandlers });
}

const templates = new Map<string, Template>();

/** Returns the stack's CloudFormation template. Each is synthesized once per test file. */
export function templateOf(
  context: Readonly<Record<string, unknown>> = {},
  routes: readonly Route[] = fixtureRoutes,
): Template {
  const key = JSON.stringify([context, routes]);
  const template = templates.get(key) ?? Template.fromStack(stackOf(context, routes));
  templates.set(key, template);
  return template;
}
