import { CfnResource, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, test } from 'vitest';
import type { Route } from '../../../lib/api/route.ts';
import { checkLimits } from '../../../lib/limits/check-limits.ts';
import { LimitsError } from '../../../lib/limits/limits-error.ts';
import { stackOf } from '../../synthesized.ts';

/** Returns routes with a path each. */
function routes(count: number): readonly Route[] {
  return Array.from({ length: count }, (_, index) => ({
    method: 'GET',
    path: `/resource-${index}`,
    access: 'protected',
    handler: index % 2 === 0 ? 'protected' : 'public',
  }));
}

function errorOf(action: () => unknown): string {
  try {
    action();
    return 'nothing was thrown';
  } catch (error) {
    if (error instanceof LimitsError) return error.message;
    throw error;
  }
}

describe('the resources of a stack', () => {
  function stackWith(count: number): Stack {
    const stack = new Stack();
    for (let index = 0; index < count; index++)
      new CfnResource(stack, `Resource${index}`, { type: 'AWS::Test::Resource' });
    return stack;
  }

  test('may be 500, and not 501', () => {
    expect(() => checkLimits(stackWith(500))).not.toThrow();
    expect(errorOf(() => checkLimits(stackWith(501)))).toContain('resources: 501, of at most 500');
  });

  test('of 250 routes fit with an HTTP API', () => {
    const { Resources } = Template.fromStack(stackOf({ api: 'http' }, routes(250))).toJSON();
    expect(Object.keys(Resources).length).toBeLessThan(300);
  });

  test('of 250 routes with a path each do not fit with a REST API, and the message says what helps', () => {
    expect(errorOf(() => stackOf({ api: 'rest' }, routes(250)))).toMatch(
      /^This stack exceeds limits of AWS:\n {2}- resources: 5\d\d, of at most 500 in a CloudFormation stack\. 500 of them are methods and paths of the REST API: use api=http, .+; give one path several methods; .+ divide the routes between two stacks$/,
    );
  });

  test('of 470 routes do not fit with an HTTP API either', () => {
    expect(errorOf(() => stackOf({ api: 'http' }, routes(470)))).toMatch(
      /resources: 5\d\d, of at most 500 in a CloudFormation stack\. Let one handler/,
    );
  });
});

/** Returns routes with three parts each, which a REST API has as that many paths. */
function deepRoutes(resources: number): readonly Route[] {
  return routes(resources / 3).map((route) => ({ ...route, path: `${route.path}/a/b` }));
}

describe('a default quota that AWS raises on request', () => {
  test.each([
    ['routes of the HTTP API', 'http', routes(301), 301],
    ['paths of the REST API', 'rest', deepRoutes(303), 303],
  ])('is a warning above it: %s', (name, api, table, count) => {
    Annotations.fromStack(stackOf({ api }, table)).hasWarning(
      '*',
      Match.stringLikeRegexp(`^${name}: ${count}, of 300 by default: have the quota raised`),
    );
  });

  test.each([
    ['routes of the HTTP API', 'http', routes(300)],
    ['paths of the REST API', 'rest', deepRoutes(300)],
  ])('is no warning at it: %s', (_, api, table) => {
    Annotations.fromStack(stackOf({ api }, table)).hasNoWarning('*', Match.anyValue());
  });
});

test('a property that is too long is named with its resource', () => {
  const stack = stackOf();
  const [fn] = stack.node.findAll().filter((node) => node instanceof CfnFunction);
  if (fn !== undefined) fn.description = 'd'.repeat(257);
  expect(errorOf(() => checkLimits(stack))).toBe(
    `This stack exceeds limits of AWS:\n  - ${fn?.node.path}: description: 257 characters, of at most 256`,
  );
});
