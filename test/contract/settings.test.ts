import { describe, expect, test } from 'vitest';
import { algorithms } from '../../contract/algorithms.ts';
import {
  decodeAuthorizerSettings,
  encodeAuthorizerSettings,
  issuerPolicies,
} from '../../contract/settings.ts';

const settings = {
  issuer: ['https://a.example/i', 'https://b.example/i'],
  audience: ['orders', 'billing'],
  algorithms: ['EdDSA', 'ES256'],
  issuers: [],
  deniedSubjects: ['mallory'],
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
      DENIED_SUBJECTS: 'mallory',
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
          expect.stringMatching(/^LEEWAY_SECONDS: given "x"/),
          expect.stringMatching(/^ISSUER: not given/),
          expect.stringMatching(/^AUDIENCE: not given/),
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

describe('issuer policies', () => {
  const issuers = [
    {
      issuer: 'https://a.example/i',
      audience: ['orders'],
      algorithms: ['PS256'],
      requiredClaims: { account: ['one', 2, true] },
    },
    { issuer: 'https://b.example/i', audience: ['billing'], algorithms, requiredClaims: {} },
  ] as const;

  test('are decoded from the environment, without the short form', () => {
    const environment = encodeAuthorizerSettings({
      ...settings,
      issuer: [],
      audience: [],
      algorithms,
      issuers,
    });
    expect(Object.keys(environment)).not.toEqual(expect.arrayContaining(['ALGORITHMS']));
    expect(issuerPolicies(decodeAuthorizerSettings(environment))).toEqual(issuers);
  });

  test('of the short form share audiences and algorithms', () => {
    expect(issuerPolicies(settings)).toEqual([
      {
        issuer: 'https://a.example/i',
        audience: ['orders', 'billing'],
        algorithms: ['EdDSA', 'ES256'],
        requiredClaims: {},
      },
      {
        issuer: 'https://b.example/i',
        audience: ['orders', 'billing'],
        algorithms: ['EdDSA', 'ES256'],
        requiredClaims: {},
      },
    ]);
  });

  const decode = (environment: Record<string, string>) => () =>
    decodeAuthorizerSettings(environment);

  test.each(['ISSUER', 'AUDIENCE', 'ALGORITHMS'])('are not combined with %s', (name) => {
    const value = { ISSUER: 'https://c.example/i', ALGORITHMS: 'EdDSA' }[name] ?? 'a';
    const environment = {
      ISSUERS: JSON.stringify([{ issuer: 'https://a.example/i', audience: 'a' }]),
    };
    expect(decode(environment)).not.toThrow();
    expect(decode({ ...environment, [name]: value })).toThrow(
      `ISSUERS: given ["https://a.example/i"]; it must not be combined with ${name}`,
    );
  });

  test('have one entry for each issuer', () => {
    const entry = { issuer: 'https://a.example/i', audience: 'a' };
    expect(decode({ ISSUERS: JSON.stringify([entry, entry]) })).toThrow(
      'each issuer must have one entry',
    );
  });

  test('are read without complaints about the short form if they are invalid', () => {
    expect(decode({ ISSUERS: '[{}]' })).toThrow(/ISSUERS/);
    expect(decode({ ISSUERS: '[{}]' })).not.toThrow(/ISSUER:/);
  });

  test('accept Ed25519 as a name of EdDSA', () => {
    const environment = { ...encodeAuthorizerSettings(settings), ALGORITHMS: 'Ed25519' };
    const [policy] = issuerPolicies(decodeAuthorizerSettings(environment));
    expect(policy?.algorithms).toEqual(['EdDSA']);
  });
});
