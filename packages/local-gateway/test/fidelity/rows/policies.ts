import { httpApi } from '../../templates.ts';
import { reports } from '../evidence.ts';
import { logged } from '../expected-log.ts';
import { behind } from '../fixture-stack.ts';
import { assumed, type Case, documented, reported, row, type Topic } from '../row.ts';
import { allow, deny, policy, type Statement, scripted } from '../scripted-authorizer.ts';
import { apiGateway, iam, reason } from '../sources.ts';

/** Status of a request to /a/b/c under a policy of these statements. */
const evaluated =
  (status: number) =>
  (behavior: string, statements: Statement | readonly Statement[], request = 'GET /a/b/c'): Case =>
    row(behavior, request, status, scripted(policy(...[statements].flat())));
const allows = evaluated(200);
const denies = evaluated(403);
const malformed = evaluated(500);

const everything = allow('*');
const exactArn = '{api}/$default/GET/a/b/c';
const path = (resource: string): Statement => allow(`{api}/$default/${resource}`);
const action = (Action: string | readonly string[], Effect = 'Allow'): Statement => ({
  Effect,
  Action,
  Resource: '*',
});
const condition = { Condition: { IpAddress: {} } };
const invokeEverything = { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: '*' };
const document = (Version: string, Statement: unknown) =>
  scripted({ return: { principalId: 'a', policyDocument: { Version, Statement } } });

/** How a policy is evaluated for a request. */
export const policies: Topic = {
  title: 'Authorizer policies',
  api: httpApi({
    authorizers: { Token: { function: 'Authorizer' } },
    routes: behind('Token', 'ANY /{proxy+}', 'ANY /'),
  }),
  rows: [
    ...documented(
      iam['elements_resource'],
      allows('The exact ARN matches', allow(exactArn)),
      allows('`*` alone matches everything', everything),
      allows('`*` matches part of a segment', path('GET/a/b/*c')),
      allows('`**` is equivalent to `*`', path('GET/**')),
      allows('`?` matches one character', path('GET/a/?/c')),
      allows('`?` matches a slash', path('GET/a?b?c')),
      denies('`?` does not match an empty string', path('GET/a/b/c?')),
      denies('`?` does not match two characters', path('GET/?/c')),
      denies('Another method does not match', path('POST/a/b/c')),
      denies('Another stage does not match', allow('{api}/prod/GET/a/b/c')),
      denies(
        'Another API does not match',
        allow('arn:aws:execute-api:eu-west-1:123456789012:other/*'),
      ),
      denies('A prefix of the path does not match', path('GET/a/b')),
      denies('A longer path does not match', path('GET/a/b/c/d')),
      denies('Paths are case-sensitive', path('GET/A/b/c')),
      denies('Dots are literal', path('GET/a.b.c')),
      denies('Brackets are literal', path('GET/a/[b]/c')),
      allows('One of several resources suffices', allow(['{api}/x', exactArn])),
      denies('Several resources may all differ', allow(['{api}/x', '{api}/y'])),
    ),
    ...documented(
      apiGateway['permissions'],
      allows('A final `*` matches several segments', path('GET/a/*')),
      allows('An inner `*` matches slashes', path('GET/*/c')),
      allows('`*` matches the method', path('*/a/b/c')),
      allows('`*` matches the stage', allow('{api}/*/GET/a/b/c')),
      allows('`*` matches stage, method and path', allow('{api}/*')),
    ),
    ...documented(
      iam['evaluation-logic'],
      denies('An empty policy denies implicitly', []),
      denies('Deny overrides Allow', [everything, deny(exactArn)]),
      denies('Deny overrides Allow in any order', [deny(exactArn), everything]),
      allows('A Deny of another resource is ignored', [deny('{api}/$default/GET/x'), everything]),
      allows('One of several Allow statements suffices', [allow('{api}/x'), allow(exactArn)]),
      denies('A Deny wildcard matches slashes', [everything, deny('{api}/*/c')]),
    ),
    ...documented(
      iam['grammar'],
      allows('Action `execute-api:*` matches', action('execute-api:*')),
      allows('Action `*` matches', action('*')),
      allows('Actions are case-insensitive', action('EXECUTE-API:invoke')),
      allows('One of several actions suffices', action(['s3:GetObject', 'execute-api:Invoke'])),
      denies('Another action does not match', action('execute-api:ManageConnections')),
      allows('A Deny of another action is ignored', [everything, action('s3:*', 'Deny')]),
      allows('NotAction matches other actions', {
        Effect: 'Allow',
        NotAction: 's3:*',
        Resource: '*',
      }),
      denies('NotAction excludes its action', {
        Effect: 'Allow',
        NotAction: 'execute-api:Invoke',
        Resource: '*',
      }),
      allows('NotResource matches other resources', {
        Effect: 'Allow',
        NotResource: '{api}/$default/GET/x',
      }),
      denies('NotResource excludes its resource', { Effect: 'Allow', NotResource: exactArn }),
      row(
        'Statement may be a single object',
        'GET /a',
        200,
        document('2012-10-17', invokeEverything),
      ),
    ),
    ...reported(reports.samWildcard, allows('`*` matches an empty string', path('*/*'), 'GET /')),
    ...assumed(
      iam['grammar'],
      malformed('A lower-case Effect is malformed', { Effect: 'allow', Resource: '*' }),
      malformed('An unknown Effect beside an Allow is malformed', [
        everything,
        { Effect: 'Permit', Resource: '*' },
      ]),
      malformed('A statement without Resource is malformed', { Effect: 'Allow' }),
      malformed('Resource with NotResource is malformed', { ...everything, NotResource: '*' }),
      malformed('Principal is malformed', { ...everything, Principal: '*' }),
      malformed('A Resource that is no string is malformed', {
        Effect: 'Allow',
        Resource: [1] as never,
      }),
      row(
        'An unknown Version is malformed',
        'GET /a',
        500,
        document('2024-01-01', [invokeEverything]),
      ),
    ),
    ...assumed(
      reason.unsettled,
      ...[
        denies('An Allow with a Condition is ignored', { ...everything, ...condition }),
        denies('A Deny with a Condition applies', [everything, { ...deny('*'), ...condition }]),
      ].map((one) => ({ ...one, expected: { status: 403, log: logged.conditionNotEvaluated } })),
      malformed('An empty Resource list is malformed', allow([])),
      allows('A resource matches the decoded path', path('GET/a b'), 'GET /a%20b'),
      denies('An encoded resource does not match', path('GET/a%20b'), 'GET /a%20b'),
      denies(
        'Encoding a letter does not bypass a Deny',
        [everything, deny('{api}/*/admin*')],
        'GET /%61dmin',
      ),
      denies(
        'A wildcard with much backtracking is evaluated',
        allow(`{api}/${'*a'.repeat(60)}b`),
        `GET /${'a'.repeat(900)}`,
      ),
    ),
  ],
};
