import { describe, expect, test } from 'vitest';
import { corsEnvironment, corsHeaders } from '../../contract/cors.ts';

describe('the origin whose pages may read answers', () => {
  test.each(['https://app.example.com', '*'])(
    '%s travels to a handler, and into its headers',
    (origin) => {
      expect(corsHeaders(corsEnvironment(origin))).toStrictEqual({
        'access-control-allow-origin': origin,
      });
    },
  );

  test('is a variable that a person can read in the console', () => {
    expect(corsEnvironment('https://app.example.com')).toStrictEqual({
      CORS_ORIGIN: 'https://app.example.com',
    });
  });

  test('leaves no trace if there is none', () => {
    expect(corsEnvironment(undefined)).toStrictEqual({});
    expect(corsHeaders({})).toStrictEqual({});
  });
});
