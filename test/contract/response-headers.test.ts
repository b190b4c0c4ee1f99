import { describe, expect, test } from 'vitest';
import { corsEnvironment, responseHeaders } from '../../contract/response-headers.ts';

const security = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

describe('the headers of a response', () => {
  test('forbid storing it and guessing its content type', () => {
    expect(responseHeaders({})).toStrictEqual(security);
  });

  test('come from the environment of the process by default', () => {
    expect(responseHeaders()).toStrictEqual(security);
  });

  test.each(['https://app.example.com', '*'])(
    'let pages of the allowed origin %s read it and WWW-Authenticate',
    (origin) => {
      const environment = corsEnvironment({ origin, credentials: false });
      expect(responseHeaders(environment)).toStrictEqual({
        ...security,
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'WWW-Authenticate',
      });
    },
  );

  test('let pages send credentials only if they are allowed', () => {
    const environment = corsEnvironment({ origin: 'https://app.example.com', credentials: true });
    expect(responseHeaders(environment)).toMatchObject({
      'access-control-allow-credentials': 'true',
    });
  });
});

test('CORS options are readable environment variables', () => {
  const origin = 'https://app.example.com';
  expect(corsEnvironment({ origin, credentials: true })).toStrictEqual({
    CORS_ORIGIN: origin,
    CORS_CREDENTIALS: 'true',
  });
  expect(corsEnvironment(undefined)).toStrictEqual({});
});
