import { describe, expect, test } from 'vitest';
import { stages } from '../../../lib/settings/stages.ts';
import { type Context, problemsOf, required, settingsOf } from './given-settings.ts';

const certificateArn =
  'arn:aws:acm:eu-west-1:123456789012:certificate/0f0e0d0c-0b0a-0908-0706-050403020100';
const domain = { domainName: 'api.example.com', certificateArn };
const truststoreUri = 's3://truststores.example.com/zuplo/truststore.pem';
const webAclArn =
  'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/zuplo/0f0e0d0c-0b0a-0908-0706-050403020100';

const read = (context: Context) => settingsOf({ ...required, ...context });
const problemsWith = (context: Context, names?: readonly string[]) =>
  problemsOf({ ...required, ...context }, names);

describe('operation settings', () => {
  test.each<[string, unknown, unknown]>([
    ['stage', 'prod', 'prod'],
    ['logRetentionDays', 365, 365],
    ['logRetentionDays', '3653', 3653],
    ['removal', 'retain', 'retain'],
    ['terminationProtection', true, true],
    ['terminationProtection', 'true', true],
    ['throttleRatePerSecond', 1, 1],
    ['throttleRatePerSecond', '100000', 100_000],
    ['throttleBurst', '5', 5],
    ['alarms', 'true', true],
    ['latencyP99Milliseconds', 10, 10],
    ['latencyP99Milliseconds', '30000', 30_000],
    ['runbookUrl', 'https://wiki.example.com/a?b=c', 'https://wiki.example.com/a?b=c'],
    ['corsOrigins', '*', ['*']],
    [
      'corsOrigins',
      'https://a.example, http://localhost:3000',
      ['https://a.example', 'http://localhost:3000'],
    ],
    ['corsOrigins', ['https://a.example'], ['https://a.example']],
    ['tracing', true, true],
    ['tracing', 'false', false],
    ['account', '012345678901', '012345678901'],
    ['region', 'eu-west-1', 'eu-west-1'],
    ['region', 'us-gov-east-1', 'us-gov-east-1'],
    ['corsHeaders', 'authorization,x-request-id', ['authorization', 'x-request-id']],
    ['corsMaxAgeSeconds', 0, 0],
    ['corsMaxAgeSeconds', '86400', 86_400],
    ['authorizerProvisionedConcurrency', '5', 5],
    ['authorizerReservedConcurrency', 10_000, 10_000],
    ['tags', 'team=orders,cost-centre=42', { team: 'orders', 'cost-centre': '42' }],
    ['tags', ['a=b', 'c=d'], { a: 'b', c: 'd' }],
    ['tags', 'a=b=c', { a: 'b=c' }],
    ['tags', `${'k'.repeat(128)}=${'v'.repeat(256)}`, { ['k'.repeat(128)]: 'v'.repeat(256) }],
  ])('accept %s %j', (name, given, expected) => {
    const companions = /^cors(?!Origins)/.test(name) ? { corsOrigins: 'https://a.example' } : {};
    expect(read({ ...companions, [name]: given })).toMatchObject({ [name]: expected });
  });

  test.each([5, '10', 15, '30'])('accept canaryMinutes %j with alarms', (canaryMinutes) => {
    expect(read({ canaryMinutes, alarms: true }).canaryMinutes).toBe(Number(canaryMinutes));
  });

  test('accept an e-mail address with alarms, and a domain with its certificate', () => {
    expect(read({ alarmEmail: 'a@b.example', alarms: true }).alarmEmail).toBe('a@b.example');
    expect(read(domain)).toMatchObject(domain);
    const inChina = certificateArn.replace('arn:aws:', 'arn:aws-cn:');
    expect(read({ ...domain, certificateArn: inChina }).certificateArn).toBe(inChina);
  });

  test('accept a truststore with a domain, and a web ACL and TLS 1.3 on a REST API', () => {
    const mutualTls = { ...domain, truststoreUri, truststoreVersion: '3HL4kqtJ.lcpXroDTDmJ+rmS' };
    expect(read(mutualTls)).toMatchObject(mutualTls);
    const rest = { api: 'rest', webAclArn, tlsPolicy: 'TLS_1_3' };
    expect(read(rest)).toMatchObject(rest);
  });

  test.each<[string, unknown]>([
    ['stage', 'staging'],
    ['stage', 'Prod'],
    ['stage', 'toString'],
    ['stage', ''],
    ['logRetentionDays', 2],
    ['logRetentionDays', '0'],
    ['logRetentionDays', 'forever'],
    ['removal', 'snapshot'],
    ['removal', true],
    ['terminationProtection', 'yes'],
    ['terminationProtection', 1],
    ['throttleRatePerSecond', 0],
    ['throttleRatePerSecond', '100001'],
    ['throttleRatePerSecond', '1.5'],
    ['throttleBurst', '-1'],
    ['throttleBurst', 'many'],
    ['alarms', 'on'],
    ['alarms', 'TRUE'],
    ['alarmEmail', 'on-call'],
    ['alarmEmail', 'a@b'],
    ['alarmEmail', 'a@b.example,c@d.example'],
    ['alarmEmail', `a@${'b'.repeat(250)}.example`],
    ['latencyP99Milliseconds', 9],
    ['latencyP99Milliseconds', '30001'],
    ['runbookUrl', 'http://wiki.example.com'],
    ['runbookUrl', 'https://wiki.example.com/#chapter'],
    ['runbookUrl', `https://wiki.example.com/${'a'.repeat(256)}`],
    ['domainName', 'localhost'],
    ['domainName', 'API.example.com'],
    ['domainName', 'https://api.example.com'],
    ['domainName', '-a.example.com'],
    ['domainName', `${'a'.repeat(64)}.example.com`],
    ['domainName', `${'a.'.repeat(130)}example.com`],
    ['certificateArn', 'arn:aws:iam::123456789012:server-certificate/a'],
    ['certificateArn', certificateArn.replace('123456789012', '1')],
    ['corsOrigins', 'app.example.com'],
    ['corsOrigins', 'https://app.example.com/'],
    ['corsOrigins', "https://app.example.com'"],
    ['corsOrigins', 'https://*.example.com'],
    ['corsOrigins', 'null'],
    ['tracing', 'active'],
    ['account', '12345678901'],
    ['account', 12_345_678_901],
    ['region', 'Frankfurt'],
    ['region', 'eu-west'],
    ['tlsPolicy', 'TLS_1_0'],
    ['tlsPolicy', '1.2'],
    ['truststoreUri', 'https://bucket.s3.amazonaws.com/truststore.pem'],
    ['truststoreUri', 's3://bucket'],
    ['truststoreUri', 's3://bucket/'],
    ['truststoreUri', `s3://bucket/${'k'.repeat(1025)}`],
    ['truststoreVersion', 'a b'],
    ['truststoreVersion', 'v'.repeat(1025)],
    ['webAclArn', webAclArn.replace('regional', 'global')],
    ['webAclArn', webAclArn.replace('wafv2', 'waf')],
    ['corsHeaders', '*'],
    ['corsHeaders', 'x request'],
    ['corsHeaders', 'h'.repeat(65)],
    ['corsMaxAgeSeconds', 86_401],
    ['corsCredentials', 'include'],
    ['authorizerProvisionedConcurrency', '10001'],
    ['authorizerReservedConcurrency', -1],
    ['canaryMinutes', 7],
    ['canaryMinutes', '1'],
    ['tags', 'team'],
    ['tags', 'team='],
    ['tags', '=orders'],
    ['tags', 'a=1,a=2'],
    ['corsOrigins', 'https://app.example.com:99999'],
    ['corsOrigins', 'https://app.example.com:443'],
    ['tags', 'aws:team=orders'],
    ['tags', 'AWS:team=orders'],
    ['tags', 'team=a"b'],
    ['tags', `${'k'.repeat(129)}=v`],
    ['tags', `k=${'v'.repeat(257)}`],
    ['tags', Array.from({ length: 21 }, (_, index) => `k${index}=v`)],
  ])('reject %s %j with its name, the value and what a valid value is', (name, value) => {
    const companions: Context = {
      ...(name === 'domainName' && { certificateArn }),
      ...(name === 'certificateArn' && { domainName: 'api.example.com' }),
      ...(/^cors(?!Origins)/.test(name) && { corsOrigins: 'https://a.example' }),
      ...(name === 'truststoreUri' && domain),
      ...(name === 'truststoreVersion' && { ...domain, truststoreUri }),
    };
    expect(problemsWith({ ...companions, [name]: value })).toEqual([
      expect.stringMatching(new RegExp(`^${name}: given .+; (it must be |each key must be )`)),
    ]);
  });

  test.each([
    [
      'dev',
      {
        logRetentionDays: 7,
        removal: 'destroy',
        terminationProtection: false,
        throttleRatePerSecond: 50,
        throttleBurst: 100,
        alarms: false,
        stackName: 'ZuploJwtApi-dev',
      },
    ],
    [
      'prod',
      {
        logRetentionDays: 90,
        removal: 'retain',
        terminationProtection: true,
        throttleRatePerSecond: 1000,
        throttleBurst: 2000,
        alarms: true,
        stackName: 'ZuploJwtApi-prod',
      },
    ],
  ])('default to those of the stage %s', (stage, expected) => {
    expect(read({ stage })).toMatchObject({ stage, ...expected });
    const given = {
      logRetentionDays: '14',
      throttleRatePerSecond: '3',
      alarms: 'true',
      stackName: 'Mine',
    };
    expect(read({ stage, ...given })).toMatchObject({
      ...expected,
      logRetentionDays: 14,
      throttleRatePerSecond: 3,
      alarms: true,
      stackName: 'Mine',
    });
  });

  test('belong to stages whose names are valid in stack names and REST API URLs', () => {
    for (const stage of Object.keys(stages)) {
      expect(stage).toMatch(/^[A-Za-z0-9-]{1,64}$/);
      expect(read({ stage }).stackName).toBe(`ZuploJwtApi-${stage}`);
    }
  });
});
