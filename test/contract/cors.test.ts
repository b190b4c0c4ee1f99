import { describe, expect, test } from 'vitest';
import { corsEnvironment, corsHeaders } from '../../contract/cors.ts';

describe('the allowed origin', () => {
  test.each(['https://app.example.com', '*'])(
    '%s is passed to a handler, which returns it in a header',
    (origin) => {
      expect(corsHeaders(corsEnvironment(origin))).toStrictEqual({
        'access-control-allow-origin': origin,
      });
    },
  );

  test('is a readable environment variable', () => {
    expect(corsEnvironment('https://app.example.com')).toStrictEqual({
      CORS_ORIGIN: 'https://app.example.com',
    });
  });

  test('is absent from the environment and the headers if there is none', () => {
    expect(corsEnvironment(undefined)).toStrictEqual({});
    expect(corsHeaders({})).toStrictEqual({});
  });
});
