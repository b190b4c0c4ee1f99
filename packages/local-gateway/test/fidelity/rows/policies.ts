import { httpApi, lambdaFunction } from '../../templates.ts';
import type { FidelityRow, Theme } from '../fidelity-row.ts';
import { asking, policy, type Statement } from '../judged.ts';
import { act, judge } from '../scripted-functions.ts';
import { nobody, page, seen } from '../sources.ts';

type Verdict = 'allows' | 'denies' | 'fails';
const statuses: Readonly<Record<Verdict, number>> = { allows: 200, denies: 403, fails: 500 };

function evaluated(
  behaviour: string,
  verdict: Verdict,
  statements: Statement | readonly Statement[],
  source: string = page.iamResource,
  confidence: FidelityRow['confidence'] = 'confirmed',
  request = 'GET /a/b/c',
): FidelityRow {
  const list = Array.isArray(statements) ? statements : [statements];
  return {
    behaviour,
    source,
    confidence,
    request,
    headers: asking(policy(...(list as readonly Statement[]))),
    expected: { status: statuses[verdict] },
  };
}

const allow = (Resource: string | readonly string[]): Statement => ({ Effect: 'Allow', Resource });
const deny = (Resource: string | readonly string[]): Statement => ({ Effect: 'Deny', Resource });
const all = '*';
const one = '{api}/$default/GET/a/b/c';

/** What an IAM policy says of a request. */
export const policies: Theme = {
  title: 'Policies of authorizers, as IAM evaluates them',
  stack: {
    code: { act, judge },
    template: {
      Resources: {
        Act: lambdaFunction('act'),
        Judge: lambdaFunction('judge'),
        ...httpApi({
          authorizers: { Jwt: { function: 'Judge' } },
          routes: {
            'ANY /{proxy+}': { function: 'Act', authorizer: 'Jwt' },
            'ANY /': { function: 'Act', authorizer: 'Jwt' },
          },
        }),
      },
    },
  },
  rows: [
    evaluated('the very ARN', 'allows', allow(one)),
    evaluated('* alone is everything', 'allows', allow(all)),
    evaluated(
      '* at the end spans the segments that are left',
      'allows',
      allow('{api}/$default/GET/a/*'),
      page.arns,
    ),
    evaluated(
      '* in the middle crosses slashes',
      'allows',
      allow('{api}/$default/GET/*/c'),
      page.arns,
    ),
    evaluated('* stands for the method', 'allows', allow('{api}/$default/*/a/b/c'), page.arns),
    evaluated('* stands for the stage', 'allows', allow('{api}/*/GET/a/b/c'), page.arns),
    evaluated('* stands for stage, method and path at once', 'allows', allow('{api}/*'), page.arns),
    evaluated(
      '* may stand for nothing',
      'allows',
      allow('{api}/$default/*/*'),
      seen.samIssue,
      'reported',
      'GET /',
    ),
    evaluated('* may stand for part of a segment', 'allows', allow('{api}/$default/GET/a/b/*c')),
    evaluated('** is no more than *', 'allows', allow('{api}/$default/GET/**')),
    evaluated('? stands for one character', 'allows', allow('{api}/$default/GET/a/?/c')),
    evaluated('? stands for a slash, too', 'allows', allow('{api}/$default/GET/a?b?c')),
    evaluated('? does not stand for nothing', 'denies', allow('{api}/$default/GET/a/b/c?')),
    evaluated('? does not stand for two characters', 'denies', allow('{api}/$default/GET/?/c')),
    evaluated('another method', 'denies', allow('{api}/$default/POST/a/b/c')),
    evaluated('another stage', 'denies', allow('{api}/prod/GET/a/b/c')),
    evaluated('another API', 'denies', allow('arn:aws:execute-api:us-east-1:123456789012:other/*')),
    evaluated(
      'a path that the request only begins with',
      'denies',
      allow('{api}/$default/GET/a/b'),
    ),
    evaluated(
      'a path that only begins with that of the request',
      'denies',
      allow('{api}/$default/GET/a/b/c/d'),
    ),
    evaluated('paths are case-sensitive', 'denies', allow('{api}/$default/GET/A/b/c')),
    evaluated('dots are no wildcards', 'denies', allow('{api}/$default/GET/a.b.c')),
    evaluated('brackets are no pattern', 'denies', allow('{api}/$default/GET/a/[b]/c')),
    evaluated('one of several resources', 'allows', allow(['{api}/x', one])),
    evaluated('none of several resources', 'denies', allow(['{api}/x', '{api}/y'])),
    evaluated('no statement at all: implicit deny', 'denies', [], page.iamEvaluation),
    evaluated('Deny beats Allow', 'denies', [allow(all), deny(one)], page.iamEvaluation),
    evaluated(
      'Deny beats Allow in whatever order',
      'denies',
      [deny(one), allow(all)],
      page.iamEvaluation,
    ),
    evaluated(
      'a Deny of something else does not count',
      'allows',
      [deny('{api}/$default/GET/x'), allow(all)],
      page.iamEvaluation,
    ),
    evaluated(
      'any one of several Allows will do',
      'allows',
      [allow('{api}/x'), allow(one)],
      page.iamEvaluation,
    ),
    evaluated(
      'a Deny by wildcard across slashes',
      'denies',
      [allow(all), deny('{api}/*/c')],
      page.iamEvaluation,
    ),
    evaluated(
      'execute-api:* is the action, too',
      'allows',
      { Effect: 'Allow', Action: 'execute-api:*', Resource: '*' },
      page.iamGrammar,
    ),
    evaluated(
      '* is any action',
      'allows',
      { Effect: 'Allow', Action: '*', Resource: '*' },
      page.iamGrammar,
    ),
    evaluated(
      'actions are case-insensitive',
      'allows',
      { Effect: 'Allow', Action: 'EXECUTE-API:invoke', Resource: '*' },
      page.iamGrammar,
    ),
    evaluated(
      'one of several actions',
      'allows',
      { Effect: 'Allow', Action: ['s3:GetObject', 'execute-api:Invoke'], Resource: '*' },
      page.iamGrammar,
    ),
    evaluated(
      'another action',
      'denies',
      { Effect: 'Allow', Action: 'execute-api:ManageConnections', Resource: '*' },
      page.iamGrammar,
    ),
    evaluated(
      'a Deny of another action does not count',
      'allows',
      [allow(all), { Effect: 'Deny', Action: 's3:*', Resource: '*' }],
      page.iamGrammar,
    ),
    evaluated(
      'NotAction is every other action',
      'allows',
      { Effect: 'Allow', NotAction: 's3:*', Resource: '*' },
      page.iamGrammar,
    ),
    evaluated(
      'NotAction leaves its own out',
      'denies',
      { Effect: 'Allow', NotAction: 'execute-api:Invoke', Resource: '*' },
      page.iamGrammar,
    ),
    evaluated(
      'NotResource is every other resource',
      'allows',
      { Effect: 'Allow', NotResource: '{api}/$default/GET/x' },
      page.iamGrammar,
    ),
    evaluated(
      'NotResource leaves its own out',
      'denies',
      { Effect: 'Allow', NotResource: one },
      page.iamGrammar,
    ),
    evaluated(
      'an Allow with a condition does not hold',
      'denies',
      { Effect: 'Allow', Resource: '*', Condition: { IpAddress: {} } },
      nobody.strictest,
      'unknown',
    ),
    evaluated(
      'a Deny with a condition holds',
      'denies',
      [allow(all), { Effect: 'Deny', Resource: '*', Condition: { IpAddress: {} } }],
      nobody.strictest,
      'unknown',
    ),
    evaluated(
      'an effect in another case is malformed',
      'fails',
      { Effect: 'allow', Resource: '*' },
      page.iamGrammar,
      'unknown',
    ),
    evaluated(
      'another effect is malformed, also beside an Allow',
      'fails',
      [allow(all), { Effect: 'Permit', Resource: '*' }],
      page.iamGrammar,
      'unknown',
    ),
    evaluated(
      'a statement without a resource is malformed',
      'fails',
      { Effect: 'Allow' },
      page.iamGrammar,
      'unknown',
    ),
    evaluated(
      'Resource together with NotResource is malformed',
      'fails',
      { Effect: 'Allow', Resource: '*', NotResource: '*' },
      page.iamGrammar,
      'unknown',
    ),
    evaluated(
      'a principal is malformed here',
      'fails',
      { Effect: 'Allow', Resource: '*', Principal: '*' },
      page.iamGrammar,
      'unknown',
    ),
    evaluated(
      'an empty list of resources is malformed',
      'fails',
      { Effect: 'Allow', Resource: [] },
      nobody.strictest,
      'unknown',
    ),
    evaluated(
      'a resource that is no text is malformed',
      'fails',
      { Effect: 'Allow', Resource: [1] as never },
      page.iamGrammar,
      'unknown',
    ),
    {
      behaviour: 'a single statement needs no list',
      source: page.iamGrammar,
      confidence: 'confirmed',
      request: 'GET /a',
      headers: asking({
        answer: {
          principalId: 'a',
          policyDocument: {
            Version: '2012-10-17',
            Statement: { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*' },
          },
        },
      }),
      expected: { status: 200 },
    },
    {
      behaviour: 'another version of the policy language is malformed',
      source: page.iamGrammar,
      confidence: 'unknown',
      request: 'GET /a',
      headers: asking({
        answer: {
          principalId: 'a',
          policyDocument: {
            Version: '2024-01-01',
            Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*' }],
          },
        },
      }),
      expected: { status: 500 },
    },
    evaluated(
      'a decoded path is what a resource is held against',
      'allows',
      allow('{api}/$default/GET/a b'),
      nobody.strictest,
      'unknown',
      'GET /a%20b',
    ),
    evaluated(
      'an encoded path in a resource does not match',
      'denies',
      allow('{api}/$default/GET/a%20b'),
      nobody.strictest,
      'unknown',
      'GET /a%20b',
    ),
    evaluated(
      'encoding a letter is no way around a Deny',
      'denies',
      [allow(all), deny('{api}/*/admin*')],
      nobody.strictest,
      'unknown',
      'GET /%61dmin',
    ),
    evaluated(
      'a wildcard that would take long is evaluated at once',
      'denies',
      allow(`{api}/${'*a'.repeat(60)}b`),
      nobody.strictest,
      'unknown',
      `GET /${'a'.repeat(900)}`,
    ),
  ],
};
