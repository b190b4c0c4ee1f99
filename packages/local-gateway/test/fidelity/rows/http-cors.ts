import { httpApi } from '../../templates.ts';
import { reports } from '../evidence.ts';
import { behind, open } from '../fixture-stack.ts';
import { assumed, type Case, documented, reported, row, type Topic } from '../row.ts';
import { denied, script } from '../scripted-authorizer.ts';
import { perform } from '../scripted-function.ts';
import { apiGateway } from '../sources.ts';

const origin = 'https://example.com';
const requested = {
  'Access-Control-Request-Method': 'GET',
  'Access-Control-Request-Headers': 'x-a',
};
const none = {
  'access-control-allow-origin': null,
  'access-control-allow-methods': null,
  'access-control-allow-headers': null,
  'access-control-allow-credentials': null,
};
const allowsOrigin = { 'access-control-allow-origin': origin };
const allowsAnyOrigin = { 'access-control-allow-origin': '*' };
const preflight = { headers: { Origin: origin, ...requested } };
const crossOrigin = { headers: { Origin: origin } };
const reply = { return: { statusCode: 200, body: 'function' } };
const replyWithCors = { return: { statusCode: 200, headers: allowsAnyOrigin } };

const preflightFrom = (
  Origin: string,
  behavior: string,
  headers: Readonly<Record<string, string | null>>,
): Case =>
  row(
    behavior,
    'OPTIONS /protected',
    { status: 204, body: '', headers },
    { headers: { Origin, ...requested } },
  );

/** CORS according to the configuration of an HTTP API. */
export const httpCors: Topic = {
  title: 'HTTP API CORS',
  api: httpApi({
    api: {
      CorsConfiguration: {
        AllowOrigins: [origin, 'http://*'],
        AllowMethods: ['GET', 'POST'],
        AllowHeaders: ['authorization', 'x-a'],
        ExposeHeaders: ['x-one', 'x-two'],
        AllowCredentials: true,
        MaxAge: 60,
      },
    },
    authorizers: { Token: { function: 'Authorizer' } },
    routes: { ...open('GET /open', 'OPTIONS /own'), ...behind('Token', 'GET /protected') },
  }),
  rows: [
    ...documented(
      apiGateway['http-api-cors'],
      preflightFrom(origin, 'A preflight request needs neither route nor authorizer', {
        ...allowsOrigin,
        'access-control-allow-methods': 'GET,POST',
        'access-control-allow-headers': 'authorization,x-a',
        'access-control-allow-credentials': 'true',
        'access-control-max-age': '60',
      }),
      preflightFrom('http://any.example', 'An origin may be allowed by scheme', {
        'access-control-allow-origin': 'http://any.example',
      }),
      row(
        'A preflight request reaches no function',
        perform(reply, 'OPTIONS /open'),
        { status: 204, body: '' },
        preflight,
      ),
      row(
        'OPTIONS without Access-Control-Request-Method is no preflight',
        'OPTIONS /protected',
        404,
        crossOrigin,
      ),
      row(
        'OPTIONS without Origin is no preflight',
        'OPTIONS /protected',
        { status: 404, headers: none },
        { headers: requested },
      ),
      row(
        'A response to an allowed origin has CORS headers',
        'GET /open',
        {
          status: 200,
          headers: {
            ...allowsOrigin,
            'access-control-expose-headers': 'x-one,x-two',
            'access-control-allow-credentials': 'true',
            'access-control-allow-methods': null,
          },
        },
        crossOrigin,
      ),
      row('Without Origin a response has no CORS headers', 'GET /open', {
        status: 200,
        headers: none,
      }),
      row(
        "The configuration replaces the function's CORS headers",
        perform(
          { return: { statusCode: 200, headers: { ...allowsAnyOrigin, 'x-one': 'a' } } },
          'GET /open',
        ),
        { headers: { ...allowsOrigin, 'x-one': 'a' } },
        { ...crossOrigin, variant: 'with Origin' },
      ),
      row(
        "The configuration replaces the function's CORS headers",
        perform(replyWithCors, 'GET /open'),
        { headers: none },
        { variant: 'without Origin' },
      ),
    ),
    ...reported(
      reports.samCors,
      row(
        '401 without a token has CORS headers',
        'GET /protected',
        { status: 401, headers: allowsOrigin },
        crossOrigin,
      ),
      row(
        '403 after a Deny has CORS headers',
        'GET /protected',
        { status: 403, headers: allowsOrigin },
        { headers: { Origin: origin, Authorization: script(denied) } },
      ),
    ),
    ...assumed(
      apiGateway['http-api-cors'],
      ...['https://evil.example', `${origin}.evil.example`].map((other) => ({
        ...preflightFrom(other, 'A disallowed origin gets no CORS headers', none),
        variant: other,
      })),
      row(
        'An OPTIONS route precedes the preflight response',
        perform(reply, 'OPTIONS /own'),
        { status: 200, body: 'function' },
        preflight,
      ),
    ),
  ],
};

/** CORS for every origin, and a `$default` route behind an authorizer. */
export const httpCorsForAll: Topic = {
  title: 'HTTP API CORS',
  api: httpApi({
    api: { CorsConfiguration: { AllowOrigins: ['*'], AllowMethods: ['*'] } },
    authorizers: { Token: { function: 'Authorizer' } },
    routes: { ...open('GET /open'), ...behind('Token', '$default') },
  }),
  rows: [
    ...documented(
      apiGateway['http-api-cors'],
      row('`*` allows every origin', 'GET /open', { headers: allowsAnyOrigin }, crossOrigin),
      row(
        'A protected $default route receives preflight requests',
        'OPTIONS /open',
        { status: 401, body: '{"message":"Unauthorized"}' },
        preflight,
      ),
    ),
  ],
};

/** An HTTP API without CORS configuration. */
export const httpWithoutCors: Topic = {
  title: 'HTTP API CORS',
  api: httpApi({ routes: open('ANY /act') }),
  rows: [
    ...documented(
      apiGateway['http-api-cors'],
      row(
        "Without configuration the function's CORS headers are kept",
        perform(replyWithCors),
        { headers: allowsAnyOrigin },
        crossOrigin,
      ),
      row(
        'Without configuration a preflight request reaches the function',
        perform(reply, 'OPTIONS /act'),
        { status: 200, body: 'function', headers: none },
        preflight,
      ),
    ),
  ],
};
