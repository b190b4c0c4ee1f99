import { describe, expect, test } from 'vitest';
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

describe('contradicting settings are rejected', () => {
  test.each<[Context, string]>([
    [{ domainName: 'api.example.com' }, 'certificateArn: not given; domainName requires it'],
    [
      { corsOrigins: '*,https://a.example' },
      'corsOrigins: given ["*","https://a.example"]; it must be either * or a list of origins',
    ],
    [{ certificateArn }, 'domainName: not given; certificateArn requires it'],
    [{ truststoreUri }, 'domainName: not given; truststoreUri requires it'],
    [
      { ...domain, truststoreVersion: 'a' },
      'truststoreUri: not given; truststoreVersion requires it',
    ],
    [{ tlsPolicy: 'TLS_1_3' }, 'tlsPolicy: given "TLS_1_3"; it must be TLS_1_2 with api=http'],
    [
      { api: 'rest', ...domain, truststoreUri, tlsPolicy: 'TLS_1_3' },
      'tlsPolicy: given "TLS_1_3"; it must be TLS_1_2 with truststoreUri (mutual TLS)',
    ],
    [
      { webAclArn },
      `webAclArn: given ${JSON.stringify(webAclArn)}; it must be used with api=rest: AWS WAF cannot protect HTTP APIs (docs/operations.md)`,
    ],
    [
      { corsOrigins: '*', corsCredentials: true },
      'corsCredentials: given true; it must be false with corsOrigins=*',
    ],
    [
      { ...domain, region: 'eu-central-1' },
      `certificateArn: given ${JSON.stringify(certificateArn)}; it must be in the region of the stack, eu-central-1`,
    ],
    [{ corsCredentials: true }, 'corsOrigins: not given; corsCredentials requires it'],
    [{ corsHeaders: 'x-a' }, 'corsOrigins: not given; corsHeaders requires it'],
    [{ corsMaxAgeSeconds: 60 }, 'corsOrigins: not given; corsMaxAgeSeconds requires it'],
    [
      { api: 'rest', webAclArn, account: '210987654321' },
      `webAclArn: given ${JSON.stringify(webAclArn)}; it must be in the account of the stack, 210987654321`,
    ],
    [
      { api: 'rest', ...domain, webAclArn: webAclArn.replace('eu-west-1', 'eu-west-2') },
      `webAclArn: given ${JSON.stringify(webAclArn.replace('eu-west-1', 'eu-west-2'))}; it must be in the region of certificateArn`,
    ],
    [
      { api: 'rest', webAclArn, region: 'eu-central-1' },
      `webAclArn: given ${JSON.stringify(webAclArn)}; it must be in the region of the stack, eu-central-1`,
    ],
    [
      { api: 'rest', corsOrigins: 'https://a.example,https://b.example' },
      'corsOrigins: given ["https://a.example","https://b.example"]; it must be a single origin with api=rest',
    ],
    [{ alarmEmail: 'a@b.example' }, 'alarms: given false; it must be true with alarmEmail'],
    [
      { stage: 'prod', alarms: false, alarmEmail: 'a@b.example' },
      'alarms: given false; it must be true with alarmEmail',
    ],
    [
      { canaryMinutes: 5 },
      'alarms: given false; it must be true with canaryMinutes, which uses alarms to roll back',
    ],
    [
      { authorizerProvisionedConcurrency: 6, authorizerReservedConcurrency: 5 },
      'authorizerProvisionedConcurrency: given 6; it must not exceed authorizerReservedConcurrency, 5',
    ],
    [
      { jwksRefreshSeconds: 60, jwksMaxStaleSeconds: 30 },
      'jwksRefreshSeconds: given 60; it must not exceed jwksMaxStaleSeconds, 30',
    ],
  ])('%j', (context, problem) => {
    expect(problemsWith(context)).toEqual([problem]);
  });

  test('more authorizer settings than a Lambda environment holds', () => {
    const audience = (length: number) =>
      Array.from({ length }, (_, i) => `${i}`.padStart(200, '0'));
    expect(problemsWith({ audience: audience(18) })).toEqual([]);
    expect(problemsWith({ audience: audience(20) })).toEqual([
      expect.stringMatching(
        /^authorizer settings: given "4\d{3} bytes in total, most of them in AUDIENCE"; together they must fit into the 4096 bytes/,
      ),
    ]);
  });

  test.each<[string, Context]>([
    [
      'empty values that replace those of a stage',
      { alarmEmail: '', domainName: '', certificateArn: '' },
    ],
    ['a domain with its certificate', domain],
    [
      'a certificate and a web ACL in the account and region of the stack',
      { api: 'rest', ...domain, webAclArn, account: '123456789012', region: 'eu-west-1' },
    ],
    ['a certificate and a web ACL in one place', { api: 'rest', ...domain, webAclArn }],
    ['CORS credentials that are not allowed, without CORS', { corsCredentials: 'false' }],
    ['one origin on a REST API', { api: 'rest', corsOrigins: 'https://a.example' }],
    ['several origins on an HTTP API', { corsOrigins: 'https://a.example,https://b.example' }],
    ['mail and a canary in prod', { stage: 'prod', alarmEmail: 'a@b.example', canaryMinutes: 5 }],
    [
      'as much provisioned as reserved',
      { authorizerProvisionedConcurrency: 5, authorizerReservedConcurrency: 5 },
    ],
    ['provisioned without a bound', { authorizerProvisionedConcurrency: 5 }],
  ])('but not %s', (_, context) => {
    expect(problemsWith(context)).toEqual([]);
  });
});

describe('an unknown setting', () => {
  test('is rejected with the list of all settings', () => {
    const [problem, ...more] = problemsWith({ logRetention: 7 }, [
      'issuer',
      'audience',
      'logRetention',
    ]);
    expect(more).toEqual([]);
    expect(problem).toMatch(
      /^logRetention: given 7; there is no such setting; there are account, alarmEmail, /,
    );
    const listed = problem?.split('there are ')[1]?.split(', ');
    expect(listed).toEqual(
      expect.arrayContaining(['issuer', 'audience', 'stage', 'api', 'realm', 'stackName']),
    );
    for (const name of Object.keys(read({})).filter(
      (each) => !['issuers', 'audiences'].includes(each),
    ))
      expect(listed).toContain(name);
    expect(listed).toEqual(listed?.toSorted());
  });

  test.each([
    ['max-token-lifetime-seconds', 'maxTokenLifetimeSeconds'],
    ['max_token_lifetime_seconds', 'maxTokenLifetimeSeconds'],
    ['Algorithms', 'algorithms'],
    ['Stage', 'stage'],
    ['ISSUER', 'issuer'],
  ])('is rejected with the intended name: %s', (name, intended) => {
    expect(problemsWith({ [name]: '60' }, ['issuer', name])).toEqual([
      `${name}: given "60"; there is no such setting; there is ${intended}`,
    ]);
  });

  test("is accepted if it has the form of the CDK's own context names", () => {
    expect(
      problemsWith({}, [
        '@aws-cdk/core:x',
        'aws:cdk:bundling-stacks',
        'cli-telemetry',
        'availability-zones:account=1:region=r',
      ]),
    ).toEqual([]);
  });
});
