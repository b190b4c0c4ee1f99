import { describe, expect, test } from 'vitest';
import { algorithms } from '../../../contract/algorithms.ts';
import { SettingsError } from '../../../lib/settings/deployment-settings.ts';
import { problemsOf, required, settingsOf } from './given-settings.ts';

describe('deployment settings', () => {
  test('require an issuer and an audience, and have defaults for everything else', () => {
    expect(settingsOf(required)).toEqual({
      issuer: ['https://example.zuplo.app/__zuplo/issuer'],
      audience: ['your-audience'],
      algorithms,
      issuers: [],
      deniedSubjects: [],
      leewaySeconds: 3,
      maxTokenLifetimeSeconds: 0,
      forwardClaims: [],
      jwksRefreshSeconds: 300,
      jwksMaxStaleSeconds: 86_400,
      jwksTimeoutMilliseconds: 2_000,
      api: 'http',
      account: '',
      region: '',
      authorizerResultTtlSeconds: 0,
      realm: 'zuplo-jwt-api',
      stackName: 'ZuploJwtApi-dev',
      stage: 'dev',
      logRetentionDays: 7,
      removal: 'destroy',
      terminationProtection: false,
      throttleRatePerSecond: 50,
      throttleBurst: 100,
      alarms: false,
      alarmEmail: '',
      latencyP99Milliseconds: 1_000,
      runbookUrl: 'docs/runbook.md',
      domainName: '',
      certificateArn: '',
      tlsPolicy: 'TLS_1_2',
      truststoreUri: '',
      truststoreVersion: '',
      webAclArn: '',
      corsOrigins: [],
      corsHeaders: ['authorization', 'content-type'],
      corsMaxAgeSeconds: 600,
      corsCredentials: false,
      tracing: false,
      authorizerProvisionedConcurrency: 0,
      authorizerReservedConcurrency: 0,
      canaryMinutes: 0,
      tags: {},
    });
  });

  test.each([
    ['comma-separated text', 'https://a.example/i, https://b.example/i'],
    ['a list', ['https://a.example/i', 'https://b.example/i']],
    ['JSON text', '["https://a.example/i","https://b.example/i"]'],
  ])('accept several issuers as %s', (_, issuer) => {
    expect(settingsOf({ ...required, issuer }).issuer).toEqual([
      'https://a.example/i',
      'https://b.example/i',
    ]);
  });

  test('accept numbers of cdk.json and text of the command line', () => {
    expect(settingsOf({ ...required, leewaySeconds: 0 }).leewaySeconds).toBe(0);
    expect(settingsOf({ ...required, leewaySeconds: '10' }).leewaySeconds).toBe(10);
  });

  test.each([
    'http://localhost:9000/__zuplo/issuer',
    'http://127.0.0.1:9000/i',
    'http://[::1]:9000/i',
    'https://example.zuplo.app',
  ])('accept the issuer %s', (issuer) => {
    expect(settingsOf({ ...required, issuer }).issuer).toEqual([issuer]);
  });

  test.each([
    ['issuer', undefined],
    ['issuer', ''],
    ['issuer', []],
    ['issuer', 42],
    ['issuer', 'example.zuplo.app'],
    ['issuer', 'http://example.zuplo.app/__zuplo/issuer'],
    ['issuer', 'http://localhost.example.com/i'],
    ['issuer', 'https://example.zuplo.app/__zuplo/issuer/'],
    ['issuer', 'https://example.zuplo.app/'],
    ['issuer', 'https://example.zuplo.app/i?x=1'],
    ['issuer', 'https://example.zuplo.app/i#x'],
    ['issuer', 'https://user:secret@example.zuplo.app/i'],
    ['issuer', 'https://example.zuplo.app/a b'],
    ['issuer', 'https://example.zuplo.app/a"b'],
    ['issuer', 'ftp://example.zuplo.app/i'],
    ['issuer', 'https://a.example/i,'],
    ['issuer', '["https://a.example/i"'],
    ['issuer', 'https://example.zuplo.app/__zuplo/issuer/.well-known/jwks.json'],
    ['issuer', 'https://example.zuplo.app/__zuplo/issuer/.well-known'],
    ['audience', undefined],
    ['audience', 'a,,b'],
    ['audience', ['a,b']],
    ['audience', ['a', '']],
    ['audience', 'x'.repeat(257)],
    ['audience', 'a'.repeat(21).split('')],
    ['algorithms', 'EdDSA,HS256'],
    ['algorithms', 'PS1'],
    ['deniedSubjects', ['a\nb']],
    ['forwardClaims', 'sub'],
    ['forwardClaims', ['a b']],
    ['maxTokenLifetimeSeconds', '-5'],
    ['jwksRefreshSeconds', '9'],
    ['jwksMaxStaleSeconds', '86401'],
    ['jwksTimeoutMilliseconds', '3001'],
    ['api', 'soap'],
    ['api', 'HTTP'],
    ['leewaySeconds', '-1'],
    ['leewaySeconds', '1.5'],
    ['leewaySeconds', '301'],
    ['leewaySeconds', 'three'],
    ['authorizerResultTtlSeconds', '3601'],
    ['realm', 'a "quoted" realm'],
    ['realm', ''],
    ['realm', ['a']],
    ['stackName', ['A']],
    ['issuer', { url: 'https://example.zuplo.app' }],
    ['issuer', ['https://example.zuplo.app/i', 1]],
    ['issuer', `https://example.zuplo.app/${'i'.repeat(487)}`],
    ['issuer', 'https://user@example.zuplo.app/i'],
    ['issuer', 'https://:secret@example.zuplo.app/i'],
    ['issuer', 'ftp://localhost/i'],
    ['stackName', '1st'],
    ['stackName', 'under_score'],
  ])('reject %s %j with its name, the value and what a valid value is', (name, value) => {
    const problems = problemsOf({ ...required, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name}: (not given|given .+); it must be `));
  });

  test('accept a value for each', () => {
    const given = {
      ...required,
      algorithms: ['EdDSA'],
      forwardClaims: 'subject,tier',
      api: 'rest',
      authorizerResultTtlSeconds: '60',
      realm: 'orders',
      stackName: 'Orders-2',
      issuer: `https://example.zuplo.app/${'i'.repeat(486)}`,
      audience: 'abcdefghijklmnopqrst'.split(''),
    };
    expect(settingsOf(given)).toMatchObject({
      algorithms: ['EdDSA'],
      forwardClaims: ['subject', 'tier'],
      api: 'rest',
      authorizerResultTtlSeconds: 60,
      realm: 'orders',
      stackName: 'Orders-2',
      issuer: [given.issuer],
      audience: given.audience,
    });
  });

  test('are rejected with a message that says everything', () => {
    const given = {
      ...required,
      audience: [' padded'],
      algorithms: 'none',
      leewaySeconds: '-1',
      jwksTimeoutMilliseconds: 1,
    };
    expect(() => settingsOf(given)).toThrow(
      new SettingsError([
        'audience: given " padded"; it must be 1 to 256 printable characters without a comma or spaces at its ends',
        'algorithms: given "none"; it must be one or several of EdDSA, RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512',
        'leewaySeconds: given "-1"; it must be a whole number of seconds from 0 to 300',
        'jwksTimeoutMilliseconds: given 1; it must be a whole number of milliseconds from 100 to 3000',
      ]),
    );
    expect(new SettingsError(['a: b', 'c: d'])).toMatchObject({
      name: 'SettingsError',
      message: 'These settings cannot be used:\n  - a: b\n  - c: d',
    });
  });

  test('are rejected all at once', () => {
    expect(problemsOf({ api: 'soap', leewaySeconds: 'x' })).toHaveLength(4);
  });

  test('quote at most 200 characters of an invalid value', () => {
    expect(problemsOf({ ...required, realm: '"'.repeat(10_000) })[0]?.length).toBeLessThan(500);
  });
});
