import { httpApi } from '../../templates.ts';
import { reports } from '../evidence.ts';
import { behind } from '../fixture-stack.ts';
import {
  assumed,
  type Case,
  documented,
  type Expected,
  reported,
  row,
  type Topic,
} from '../row.ts';
import { showEvent } from '../scripted-authorizer.ts';
import { apiGateway, reason } from '../sources.ts';

const unauthorized = { status: 401, body: '{"message":"Unauthorized"}' };

const identitySources = {
  Header: ['$request.header.X-Key'],
  Query: ['$request.querystring.key'],
  Two: ['$request.header.X-Key', '$request.querystring.key'],
  Context: ['$context.identity.sourceIp'],
  Method: ['$context.httpMethod'],
  Nothing: [],
};

const sent = (
  behavior: string,
  request: string,
  expected: Expected | number,
  headers: Case['headers'] = {},
  variant?: string,
): Case => row(behavior, request, expected, { headers, ...(variant && { variant }) });
const identity = (
  behavior: string,
  request: string,
  identitySource: unknown,
  headers: Readonly<Record<string, string | string[]>> = {},
): Case => row(behavior, request, { authorizerEvent: { identitySource } }, showEvent(headers));
/** Which values of a request identify the caller. */
export const httpIdentity: Topic = {
  title: 'HTTP API identity sources',
  api: httpApi({
    authorizers: Object.fromEntries(
      Object.entries(identitySources).map(([id, IdentitySource]) => [
        id,
        { function: 'Authorizer', IdentitySource },
      ]),
    ),
    routes: Object.assign(
      {},
      ...Object.keys(identitySources).map((id) => behind(id, `ANY /${id.toLowerCase()}`)),
    ),
  }),
  rows: [
    ...documented(
      apiGateway['http-api-lambda-authorizer'],
      sent('Header names are case-insensitive', 'GET /header', 200, { 'x-kEY': 'a' }),
      sent('A missing or empty header is 401', 'GET /header', unauthorized, {}, 'missing'),
      sent(
        'A missing or empty header is 401',
        'GET /header',
        unauthorized,
        { 'X-Key': '' },
        'empty',
      ),
      sent('A query parameter may be a source', 'GET /query?key=a', 200),
      sent('Query parameters are case-sensitive', 'GET /query?Key=a', unauthorized),
      sent(
        'A missing or empty query parameter is 401',
        'GET /query?key=',
        unauthorized,
        {},
        'empty',
      ),
      sent('A missing or empty query parameter is 401', 'GET /query', unauthorized, {}, 'missing'),
      sent('Every source is required', 'GET /two', unauthorized, {}, 'both missing'),
      sent('Every source is required', 'GET /two', unauthorized, { 'X-Key': 'a' }, 'one missing'),
      sent('Every source is required', 'GET /two?key=a', unauthorized, {}, 'the other missing'),
      sent('Every source is required', 'GET /two?key=a', 200, { 'X-Key': 'a' }, 'both present'),
      identity('identitySource has the order of the template', 'GET /two?key=b', ['a', 'b'], {
        'X-Key': 'a',
      }),
      identity('A context variable may be a source', 'GET /context', [/^(127\.0\.0\.1|::1)$/]),
      identity('The method may be a source', 'PUT /method', ['PUT']),
    ),
    ...reported(
      reports.publicEvents,
      identity(
        'Without sources every request is authorized, with identitySource null',
        'GET /nothing',
        null,
      ),
    ),
    ...assumed(
      reason.analogy,
      identity('A repeated header is one joined value', 'GET /header', ['a,b'], {
        'X-Key': ['a', 'b'],
      }),
    ),
  ],
};
