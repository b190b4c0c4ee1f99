import { describe, expect, test } from 'vitest';
import {
  authorizerEnvironment,
  authorizerSettings,
  handlerEnvironment,
  handlerLeewaySeconds,
} from '../../contract/settings.ts';

const settings = {
  issuers: ['https://a.example/i', 'https://b.example/i'],
  audiences: ['orders', 'billing'],
  algorithms: ['EdDSA', 'ES256'],
  leewaySeconds: 5,
  maxTokenSeconds: 900,
  claims: ['tier', 'https://example.com/role'],
  keyRefreshSeconds: 60,
  keyMaxAgeSeconds: 3600,
  keyFetchMilliseconds: 500,
} as const;

describe("the authorizer's environment", () => {
  test('is read as it was written', () => {
    expect(authorizerSettings(authorizerEnvironment(settings))).toEqual(settings);
  });

  test('has no variable for what is empty', () => {
    expect(authorizerEnvironment({ ...settings, claims: [] })).not.toHaveProperty('CLAIMS');
  });

  test('is refused with every variable that is missing or wrong', () => {
    expect(() => authorizerSettings({ LEEWAY_SECONDS: 'x' })).toThrow(
      expect.objectContaining({
        problems: [
          expect.stringMatching(/^ISSUER: not given/),
          expect.stringMatching(/^AUDIENCE: not given/),
          expect.stringMatching(/^LEEWAY_SECONDS: given "x"/),
        ],
      }),
    );
  });
});

describe('the life of keys', () => {
  const read = (refresh: number, maxAge: number) =>
    authorizerSettings({
      ...authorizerEnvironment(settings),
      KEY_REFRESH_SECONDS: String(refresh),
      KEY_MAX_AGE_SECONDS: String(maxAge),
    });

  test('may end when their refresh is due, and not before', () => {
    expect(() => read(300, 300)).not.toThrow();
    expect(() => read(301, 300)).toThrow(
      'KEY_REFRESH_SECONDS: given 301; it must not be more than KEY_MAX_AGE_SECONDS, 300',
    );
  });
});

describe("a handler's environment", () => {
  test('is the leeway that the authorizer allows', () => {
    expect(handlerLeewaySeconds(handlerEnvironment(settings))).toBe(5);
  });

  test.each([undefined, '', '-1', 'many'])('means 3 seconds when it says %j', (given) => {
    expect(handlerLeewaySeconds({ LEEWAY_SECONDS: given })).toBe(3);
  });
});
