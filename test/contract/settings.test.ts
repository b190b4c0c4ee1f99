import { describe, expect, test } from 'vitest';
import {
  authorizerSettings,
  decodeLeewaySeconds,
  encodeAuthorizerSettings,
  encodeHandlerSettings,
} from '../../contract/settings.ts';

const settings = {
  issuers: ['https://a.example/i', 'https://b.example/i'],
  audiences: ['orders', 'billing'],
  algorithms: ['EdDSA', 'ES256'],
  leewaySeconds: 5,
  maxTokenLifetimeSeconds: 900,
  claims: ['tier', 'https://example.com/role'],
  jwksRefreshSeconds: 60,
  jwksMaxStaleSeconds: 3600,
  jwksTimeoutMilliseconds: 500,
} as const;

describe("the authorizer's environment", () => {
  test('is read as it was written', () => {
    expect(authorizerSettings(encodeAuthorizerSettings(settings))).toEqual(settings);
  });

  test('has no variable for what is empty', () => {
    expect(encodeAuthorizerSettings({ ...settings, claims: [] })).not.toHaveProperty('CLAIMS');
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
      ...encodeAuthorizerSettings(settings),
      JWKS_REFRESH_SECONDS: String(refresh),
      JWKS_MAX_STALE_SECONDS: String(maxAge),
    });

  test('may end when their refresh is due, and not before', () => {
    expect(() => read(300, 300)).not.toThrow();
    expect(() => read(301, 300)).toThrow(
      'JWKS_REFRESH_SECONDS: given 301; it must not be more than JWKS_MAX_STALE_SECONDS, 300',
    );
  });
});

describe("a handler's environment", () => {
  test('is the leeway that the authorizer allows', () => {
    expect(decodeLeewaySeconds(encodeHandlerSettings(settings))).toBe(5);
  });

  test.each([undefined, '', '-1', 'many'])('means 3 seconds when it says %j', (given) => {
    expect(decodeLeewaySeconds({ LEEWAY_SECONDS: given })).toBe(3);
  });
});
