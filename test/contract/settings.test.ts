import { describe, expect, test } from 'vitest';
import {
  decodeAuthorizerSettings,
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
  forwardClaims: ['tier', 'https://example.com/role'],
  jwksRefreshSeconds: 60,
  jwksMaxStaleSeconds: 3600,
  jwksTimeoutMilliseconds: 500,
} as const;

describe("the authorizer's environment", () => {
  test('decodes to the settings that were encoded', () => {
    expect(decodeAuthorizerSettings(encodeAuthorizerSettings(settings))).toEqual(settings);
  });

  test('names its variables after the settings', () => {
    expect(encodeAuthorizerSettings(settings)).toEqual({
      ISSUER: 'https://a.example/i,https://b.example/i',
      AUDIENCE: 'orders,billing',
      ALGORITHMS: 'EdDSA,ES256',
      LEEWAY_SECONDS: '5',
      MAX_TOKEN_LIFETIME_SECONDS: '900',
      FORWARD_CLAIMS: 'tier,https://example.com/role',
      JWKS_REFRESH_SECONDS: '60',
      JWKS_MAX_STALE_SECONDS: '3600',
      JWKS_TIMEOUT_MILLISECONDS: '500',
    });
  });

  test('has no variable for an empty list', () => {
    expect(encodeAuthorizerSettings({ ...settings, forwardClaims: [] })).not.toHaveProperty(
      'FORWARD_CLAIMS',
    );
  });

  test('is rejected with every variable that is missing or invalid', () => {
    expect(() => decodeAuthorizerSettings({ LEEWAY_SECONDS: 'x' })).toThrow(
      expect.objectContaining({
        problems: [
          expect.stringMatching(/^ISSUER: not given/),
          expect.stringMatching(/^AUDIENCE: not given/),
          expect.stringMatching(/^LEEWAY_SECONDS: given "x"/),
        ],
      }),
    );
  });

  test('is rejected if a JWKS would become too old before it is refreshed', () => {
    const decode = (refresh: number, maxStale: number) =>
      decodeAuthorizerSettings({
        ...encodeAuthorizerSettings(settings),
        JWKS_REFRESH_SECONDS: String(refresh),
        JWKS_MAX_STALE_SECONDS: String(maxStale),
      });
    expect(() => decode(300, 300)).not.toThrow();
    expect(() => decode(301, 300)).toThrow(
      'JWKS_REFRESH_SECONDS: given 301; it must not exceed JWKS_MAX_STALE_SECONDS, 300',
    );
  });
});

describe("a handler's environment", () => {
  test('has the same leeway as the authorizer', () => {
    expect(decodeLeewaySeconds(encodeHandlerSettings(settings))).toBe(5);
  });

  test.each([undefined, '', '-1', 'many'])('means a leeway of 3 s if it has %j', (given) => {
    expect(decodeLeewaySeconds({ LEEWAY_SECONDS: given })).toBe(3);
  });
});
