import { httpApi, lambdaFunction } from '../../templates.ts';
import type { FidelityRow, Theme } from '../fidelity-row.ts';
import { asking, denied } from '../judged.ts';
import { act, doing, judge } from '../scripted-functions.ts';
import { page, seen } from '../sources.ts';

const origin = 'https://example.com';
const asks = { 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'x-a' };
const none = {
  'access-control-allow-origin': null,
  'access-control-allow-methods': null,
  'access-control-allow-headers': null,
  'access-control-allow-credentials': null,
};

function preflight(behaviour: string, from: string, headers: object): FidelityRow {
  return {
    behaviour,
    source: page.cors,
    confidence: 'confirmed',
    request: 'OPTIONS /protected',
    headers: { Origin: from, ...asks },
    expected: { status: 204, body: '', headers: headers as Record<string, string | null> },
  };
}

const configuration = {
  AllowOrigins: [origin, 'http://*'],
  AllowMethods: ['GET', 'POST'],
  AllowHeaders: ['authorization', 'x-a'],
  ExposeHeaders: ['x-one', 'x-two'],
  AllowCredentials: true,
  MaxAge: 60,
};

const functions = { Act: lambdaFunction('act'), Judge: lambdaFunction('judge') };

/** CORS as the configuration of an HTTP API wants it. */
export const httpCors: Theme = {
  title: 'HTTP API: CORS',
  stack: {
    code: { act, judge },
    template: {
      Resources: {
        ...functions,
        ...httpApi({
          api: { CorsConfiguration: configuration },
          authorizers: { Jwt: { function: 'Judge' } },
          routes: {
            'GET /open': { function: 'Act' },
            'GET /protected': { function: 'Act', authorizer: 'Jwt' },
            'OPTIONS /own': { function: 'Act' },
          },
        }),
      },
    },
  },
  rows: [
    preflight('a preflight request is answered without route or authorizer', origin, {
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization,x-a',
      'access-control-allow-credentials': 'true',
      'access-control-max-age': '60',
    }),
    preflight('an origin may be allowed by its scheme', 'http://any.example', {
      'access-control-allow-origin': 'http://any.example',
    }),
    {
      ...preflight('an origin that is not allowed is told nothing', 'https://evil.example', none),
      confidence: 'unknown',
    },
    {
      ...preflight(
        'an origin that begins like an allowed one is told nothing',
        `${origin}.evil.example`,
        none,
      ),
      confidence: 'unknown',
    },
    {
      behaviour: 'a preflight request goes through to no function',
      source: page.cors,
      confidence: 'confirmed',
      request: `OPTIONS /open${doing({ return: { statusCode: 200, body: 'function' } })}`,
      headers: { Origin: origin, ...asks },
      expected: { status: 204, body: '' },
    },
    {
      behaviour: 'an OPTIONS request without Access-Control-Request-Method is no preflight',
      source: page.cors,
      confidence: 'confirmed',
      request: 'OPTIONS /protected',
      headers: { Origin: origin },
      expected: { status: 404 },
    },
    {
      behaviour: 'an OPTIONS request without Origin is no preflight',
      source: page.cors,
      confidence: 'confirmed',
      request: 'OPTIONS /protected',
      headers: asks,
      expected: { status: 404, headers: none },
    },
    {
      behaviour: 'an OPTIONS route of its own is taken',
      source: page.cors,
      confidence: 'unknown',
      request: `OPTIONS /own${doing({ return: { statusCode: 200, body: 'function' } })}`,
      headers: { Origin: origin, ...asks },
      expected: { status: 200, body: 'function' },
    },
    {
      behaviour: 'an answer to an allowed origin names it, and what is exposed',
      source: page.cors,
      confidence: 'confirmed',
      request: 'GET /open',
      headers: { Origin: origin },
      expected: {
        status: 200,
        headers: {
          'access-control-allow-origin': origin,
          'access-control-expose-headers': 'x-one,x-two',
          'access-control-allow-credentials': 'true',
          'access-control-allow-methods': null,
        },
      },
    },
    {
      behaviour: 'an answer to a request without Origin has no such headers',
      source: page.cors,
      confidence: 'confirmed',
      request: 'GET /open',
      expected: { status: 200, headers: none },
    },
    {
      behaviour: 'CORS headers of the function are dropped in favour of the configuration',
      source: page.cors,
      confidence: 'confirmed',
      request: `GET /open${doing({ return: { statusCode: 200, headers: { 'access-control-allow-origin': '*', 'x-one': 'a' } } })}`,
      headers: { Origin: origin },
      expected: { headers: { 'access-control-allow-origin': origin, 'x-one': 'a' } },
    },
    {
      behaviour: 'they are dropped for a request without Origin, too',
      source: page.cors,
      confidence: 'confirmed',
      request: `GET /open${doing({ return: { statusCode: 200, headers: { 'access-control-allow-origin': '*' } } })}`,
      expected: { headers: none },
    },
    {
      behaviour: 'a refusal for want of a token carries the CORS headers',
      source: seen.samIssue,
      confidence: 'reported',
      request: 'GET /protected',
      headers: { Origin: origin },
      expected: { status: 401, headers: { 'access-control-allow-origin': origin } },
    },
    {
      behaviour: 'so does a Deny',
      source: seen.samIssue,
      confidence: 'reported',
      request: 'GET /protected',
      headers: { Origin: origin, ...asking(denied) },
      expected: { status: 403, headers: { 'access-control-allow-origin': origin } },
    },
  ],
};

/** CORS for everybody, and a `$default` route behind an authorizer. */
export const httpCorsForAll: Theme = {
  title: 'HTTP API: CORS for every origin, $default behind an authorizer',
  stack: {
    code: { act, judge },
    template: {
      Resources: {
        ...functions,
        ...httpApi({
          api: { CorsConfiguration: { AllowOrigins: ['*'], AllowMethods: ['*'] } },
          authorizers: { Jwt: { function: 'Judge' } },
          routes: {
            'GET /open': { function: 'Act' },
            $default: { function: 'Act', authorizer: 'Jwt' },
          },
        }),
      },
    },
  },
  rows: [
    {
      behaviour: 'every origin is allowed by *',
      source: page.cors,
      confidence: 'confirmed',
      request: 'GET /open',
      headers: { Origin: origin },
      expected: { headers: { 'access-control-allow-origin': '*' } },
    },
    {
      behaviour: 'a $default route with an authorizer catches preflight requests',
      source: page.cors,
      confidence: 'confirmed',
      request: 'OPTIONS /open',
      headers: { Origin: origin, ...asks },
      expected: { status: 401, body: '{"message":"Unauthorized"}' },
    },
  ],
};

/** An HTTP API without CORS configuration. */
export const httpWithoutCors: Theme = {
  title: 'HTTP API: no CORS configuration',
  stack: {
    code: { act },
    template: {
      Resources: {
        Act: functions.Act,
        ...httpApi({ routes: { 'ANY /act': { function: 'Act' } } }),
      },
    },
  },
  rows: [
    {
      behaviour: 'CORS headers are the function’s where nothing is configured',
      source: page.cors,
      confidence: 'confirmed',
      request: `GET /act${doing({ return: { statusCode: 200, headers: { 'access-control-allow-origin': '*' } } })}`,
      headers: { Origin: origin },
      expected: { headers: { 'access-control-allow-origin': '*' } },
    },
    {
      behaviour: 'a preflight request goes to the function where nothing is configured',
      source: page.cors,
      confidence: 'confirmed',
      request: `OPTIONS /act${doing({ return: { statusCode: 200, body: 'function' } })}`,
      headers: { Origin: origin, ...asks },
      expected: { status: 200, body: 'function', headers: none },
    },
  ],
};
