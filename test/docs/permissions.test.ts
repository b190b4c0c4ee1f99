import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { handlerActions, publishedActions, unusedFeatures } from './handler-permissions.ts';
import { deadLinks } from './page.ts';
import { actionsOf, includes, notAllowed, policyIn } from './policies.ts';
import { bootstrapTypes, stackResources, stackTypes } from './resource-types.ts';

const deploying = policyIn('Deploy and destroy');
const execution = policyIn('CloudFormation');
const bootstrapping = policyIn('Bootstrap');

/** The recorded calls with the given credentials. */
const callerCalls = Array.from(
  readFileSync('test/deploy/used-permissions.txt', 'utf8').matchAll(/^(.+): caller (\S+) ?(.*)$/gm),
  ([, command = '', action = '', role = '']) => ({ command, action, role }),
);

/** The roles of all deployments, as text. */
const roles = stackResources()
  .filter(({ Type }) => Type === 'AWS::IAM::Role')
  .map(({ Properties }) => JSON.stringify(Properties));

describe('the policy for cdk deploy, diff and destroy', () => {
  const calls = callerCalls.filter(({ command }) => command !== 'bootstrap');

  test('allows every recorded call with the given credentials', () => {
    expect(calls.length).toBeGreaterThan(0);
    expect(
      notAllowed(
        deploying,
        calls.map(({ action }) => action),
      ),
    ).toEqual([]);
  });

  test('allows to assume the roles that were assumed, and no others', () => {
    const resources = deploying.Statement.flatMap(({ Resource }) => Resource);
    expect(resources).toEqual(Array.from(new Set(calls.map(({ role }) => role))).sort());
  });
});

describe("the policy for CloudFormation's role", () => {
  test.each(stackTypes())('allows what the handlers of %s need', (type) => {
    expect(notAllowed(execution, handlerActions(type))).toEqual([]);
  });

  /** Needed besides what the schemas name. */
  const alsoNeeded = [
    // CloudFormation reads the template's parameter BootstrapVersion.
    'ssm:GetParameters',
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/using-service-linked-roles.html
    'iam:CreateServiceLinkedRole',
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html
    'logs:DeleteLogDelivery',
    'logs:GetLogDelivery',
    'logs:ListLogDeliveries',
    'logs:UpdateLogDelivery',
  ];

  test('allows nothing that is not needed', () => {
    const needed = [...publishedActions(), ...alsoNeeded];
    const unneeded = actionsOf(execution).filter(
      (allowed) => !needed.some((action) => includes(allowed, action)),
    );
    expect(unneeded).toEqual([]);
  });

  test('allows to attach the managed policies of the roles, and no others', () => {
    const attached = roles.flatMap((role) =>
      Array.from(role.matchAll(/:iam::aws:policy\/[\w/-]+/g), ([arn]) => `arn:aws${arn}`),
    );
    const [statement] = execution.Statement.filter(({ Action }) =>
      [Action].flat().includes('iam:AttachRolePolicy'),
    );
    expect([statement?.Condition?.['ArnEquals']?.['iam:PolicyARN']].flat()).toEqual(
      Array.from(new Set(attached)),
    );
  });

  test('allows to pass roles to the services that assume them, and no others', () => {
    const trusted = roles.map((role) => /"Principal":\{"Service":"(.+?)"/.exec(role)?.[1]);
    const [statement] = execution.Statement.filter(({ Action }) => Action === 'iam:PassRole');
    expect(statement?.Condition?.['StringEquals']?.['iam:PassedToService']).toEqual(
      Array.from(new Set(trusted)).sort(),
    );
  });

  test('fits into a managed policy: 6,144 characters without white space', () => {
    expect(JSON.stringify(execution).length).toBeLessThanOrEqual(6_144);
  });
});

describe('the policy for cdk bootstrap', () => {
  test('allows every recorded call; sts:GetCallerIdentity needs no permission', () => {
    const calls = callerCalls.filter(({ command }) => command === 'bootstrap');
    expect(
      notAllowed(
        bootstrapping,
        calls.map(({ action }) => action),
      ),
    ).toEqual(['sts:GetCallerIdentity']);
  });

  // Replication of the bucket, and a key for images.
  const unused = ['iam:PassRole', 'kms:DescribeKey'];

  test.each(bootstrapTypes())('allows what the handlers of %s need', (type) => {
    const actions = handlerActions(type).filter((action) => !unused.includes(action));
    expect(notAllowed(bootstrapping, actions)).toEqual([]);
  });
});

test.each([
  ['deploying', deploying],
  ['execution', execution],
  ['bootstrapping', bootstrapping],
])('the policy for %s allows no action * and no whole service', (_, policy) => {
  expect(actionsOf(policy).filter((action) => /^([\w-]+:)?\*$/.test(action))).toEqual([]);
});

test.each(unusedFeatures)('the schemas name actions for %s', (_, actions) => {
  expect(publishedActions().some((action) => actions.test(action))).toBe(true);
});

test('docs/permissions.md has no dead links', () => {
  expect(deadLinks('permissions')).toEqual([]);
});
