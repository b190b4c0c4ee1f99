import { CfnResource, type Stack } from 'aws-cdk-lib';
import { CfnStage as CfnRestStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnStage as CfnHttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { expect, test } from 'vitest';
import { propertyProblems } from '../../../lib/limits/property-limits.ts';
import { stackOf } from '../../synthesized.ts';

const prod = { stage: 'prod', canaryMinutes: 5 };

function resourcesOf(stack: Stack): readonly CfnResource[] {
  return stack.node.findAll().filter(CfnResource.isCfnResource);
}

test.each(['http', 'rest'])('the %s stack with every kind of resource has no problem', (api) => {
  const stack = stackOf({ api, ...prod });
  expect(propertyProblems(stack, resourcesOf(stack))).toEqual([]);
});

const httpStage = (size: number) => (resource: CfnResource) => {
  if (!(resource instanceof CfnHttpStage)) return;
  resource.accessLogSettings = { format: 'f'.repeat(size) };
};

test.each<[string, string, (resource: CfnResource) => void, string]>([
  [
    'the description of a function',
    'http',
    (resource) => {
      if (resource instanceof CfnFunction) resource.description = 'd'.repeat(257);
    },
    'description: 257 characters, of at most 256',
  ],
  [
    'the environment of a function',
    'http',
    (resource) => {
      if (resource instanceof CfnFunction)
        resource.environment = { variables: { A: 'ä'.repeat(2050) } };
    },
    'environment: 4108 bytes, of at most 4096',
  ],
  [
    'the access log format of an HTTP API',
    'http',
    httpStage(3073),
    'access log format: 3073 characters, of at most 3072',
  ],
  [
    'the access log format of a REST API',
    'rest',
    (resource) => {
      if (resource instanceof CfnRestStage)
        resource.accessLogSetting = { format: 'f'.repeat(3073) };
    },
    'access log format: 3073 characters, of at most 3072',
  ],
  [
    'the description of an alarm',
    'http',
    (resource) => {
      if (resource instanceof CfnAlarm) resource.alarmDescription = 'd'.repeat(1025);
    },
    'description: 1025 characters, of at most 1024',
  ],
  [
    'the alarms of a gradual deployment',
    'http',
    (resource) => {
      if (resource instanceof CfnDeploymentGroup)
        resource.alarmConfiguration = {
          alarms: Array.from({ length: 11 }, (_, index) => ({ name: `alarm-${index}` })),
        };
    },
    'alarms: 11 alarms, of at most 10',
  ],
])('%s of the %s stack is named if it is too long', (_, api, change, message) => {
  const stack = stackOf({ api, ...prod });
  const resources = resourcesOf(stack);
  for (const resource of resources) change(resource);
  const problems = propertyProblems(stack, resources);
  expect(problems.length).toBeGreaterThan(0);
  for (const problem of problems)
    expect(problem).toMatch(new RegExp(`^ZuploJwtApi/.+: ${message}$`));
});

test('a property at its limit is no problem', () => {
  const stack = stackOf({ api: 'http' });
  const resources = resourcesOf(stack);
  for (const resource of resources) httpStage(3072)(resource);
  expect(propertyProblems(stack, resources)).toEqual([]);
});
