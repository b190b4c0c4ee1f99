import { describe, expect, it } from 'vitest';
import { evaluatePolicy, parsePolicy } from '../../src/authorizer/policy.ts';
import type { Json } from '../../src/json.ts';

const arn = 'arn:aws:execute-api:us-east-1:123456789012:api/prod/GET/pets';
const Action = 'execute-api:Invoke';
const allow = { Effect: 'Allow', Action, Resource: '*' };
const deny = { Effect: 'Deny', Action, Resource: '*' };

function decide(Statement: Json): string | undefined {
  const policy = parsePolicy({ Version: '2012-10-17', Statement });
  return policy && evaluatePolicy(policy, arn);
}

describe('a policy', () => {
  it.each<[string, Json, string]>([
    ['one Allow that matches', [allow], 'allow'],
    ['a single statement without a list', allow, 'allow'],
    ['no statement', [], 'implicit-deny'],
    ['an Allow for another resource', [{ ...allow, Resource: `${arn}/x` }], 'implicit-deny'],
    ['an Allow for one of several', [{ ...allow, Resource: ['x', arn] }], 'allow'],
    ['an Allow for another action', [{ ...allow, Action: 'execute-api:Other' }], 'implicit-deny'],
    ['an Allow for all actions of the service', [{ ...allow, Action: 'execute-api:*' }], 'allow'],
    ['an action in another case', [{ ...allow, Action: 'Execute-API:invoke' }], 'allow'],
    ['a resource in another case', [{ ...allow, Resource: arn.toUpperCase() }], 'implicit-deny'],
    ['Deny beside Allow', [allow, deny], 'explicit-deny'],
    ['Deny before Allow', [deny, allow], 'explicit-deny'],
    ['a Deny for another resource', [allow, { ...deny, Resource: 'x' }], 'allow'],
    ['a * that crosses slashes', [{ ...allow, Resource: arn.replace('prod/GET', '*') }], 'allow'],
    ['NotAction', [{ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }], 'allow'],
    ['NotResource', [{ Effect: 'Deny', Action, NotResource: 'x' }, allow], 'explicit-deny'],
    ['an Allow under a condition', [{ ...allow, Condition: {} }], 'implicit-deny'],
    ['a Deny under a condition', [allow, { ...deny, Condition: {} }], 'explicit-deny'],
  ])('with %s decides as IAM does', (_, statement, decision) => {
    expect(decide(statement)).toBe(decision);
  });

  it.each<[string, Json]>([
    ['no statements', 'nothing'],
    ['an effect of another name', [{ ...allow, Effect: 'allow' }]],
    ['no effect', [{ Action, Resource: '*' }]],
    ['no action', [{ Effect: 'Allow', Resource: '*' }]],
    ['no resource', [{ Effect: 'Allow', Action }]],
    ['both Action and NotAction', [{ ...allow, NotAction: 'x' }]],
    ['a resource that is no text', [{ ...allow, Resource: [1] }]],
    ['a principal', [{ ...allow, Principal: '*' }]],
    ['a policy variable', [allow, { ...deny, Resource: `\${aws:username}` }]],
    ['one malformed statement among good ones', [allow, null]],
  ])('is malformed with %s', (_, statement) => {
    expect(decide(statement)).toBeUndefined();
  });

  it.each<[string, Json]>([
    ['not an object', 'allow'],
    ['null', null],
    ['an unknown version', { Version: '2020-01-01', Statement: [allow] }],
  ])('is malformed if it is %s', (_, document) => {
    expect(parsePolicy(document)).toBeUndefined();
  });
});
