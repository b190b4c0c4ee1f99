import { type SettingsOf, text, textList, wholeNumber } from '../../contract/setting.ts';
import {
  accountRule,
  certificateRule,
  domainNameRule,
  regionRule,
  truststoreUriRule,
  truststoreVersionRule,
  webAclRule,
} from './aws-rules.ts';
import {
  choice,
  emailRule,
  flag,
  headerNameRule,
  numberChoice,
  optionalText,
  originRule,
  realmRule,
  retentionDays,
  runbookRule,
  stackNameRule,
} from './setting-rules.ts';
import { tagsSetting } from './tags-setting.ts';

const instances = { min: 0, max: 10_000, unit: 'instances', defaultValue: 0 };

/** What is deployed, and how it is operated. */
export const operationSettings = {
  /** API type: `http`, an HTTP API, is cheap and fast; `rest`, a REST API, answers 401 with our own text. @default http */
  api: choice(['http (an HTTP API)', 'rest (a REST API)'], 'http'),
  /** Name of the CloudFormation stack. @default ZuploJwtApi-<stage> */
  stackName: optionalText(stackNameRule),
  /** Account that the stack is deployed to. @default that of your AWS credentials */
  account: optionalText(accountRule),
  /** Region that the stack is deployed to. @default that of your AWS credentials */
  region: optionalText(regionRule),
  /** Seconds for which API Gateway may reuse an authorizer result, 0 to 3600; a token can outlive its `exp` by as much. @default 0 */
  authorizerResultTtlSeconds: wholeNumber({ min: 0, max: 3600, unit: 'seconds', defaultValue: 0 }),
  /** Realm in `WWW-Authenticate` (RFC 9110 section 11.5); REST API only. @default zuplo-jwt-api */
  realm: text({ ...realmRule, defaultValue: 'zuplo-jwt-api' }),
  /** Days for which logs are kept. @default 7, in prod 90 */
  logRetentionDays: numberChoice(retentionDays, 7),
  /** Whether logs are deleted with the stack (`destroy`), or outlive it and are protected against deletion (`retain`). @default destroy, in prod retain */
  removal: choice(
    ['destroy (logs are deleted with the stack)', 'retain (logs outlive the stack)'],
    'destroy',
  ),
  /** Whether CloudFormation rejects deletion of the stack. @default false, in prod true */
  terminationProtection: flag(false),
  /** Steady-state requests a second that the API accepts; more are answered with 429. @default 50, in prod 1000 */
  throttleRatePerSecond: wholeNumber({
    min: 1,
    max: 100_000,
    unit: 'requests a second',
    defaultValue: 50,
  }),
  /** Requests that the API accepts in a burst. @default 100, in prod 2000 */
  throttleBurst: wholeNumber({ min: 1, max: 100_000, unit: 'requests', defaultValue: 100 }),
  /** Whether alarms are created. @default false, in prod true */
  alarms: flag(false),
  /** E-mail address that receives alarms and recoveries. @default none */
  alarmEmail: optionalText(emailRule),
  /** Latency in milliseconds that 99 of 100 requests should stay below, 10 to 30000; otherwise there is an alarm. @default 1000 */
  latencyP99Milliseconds: wholeNumber({
    min: 10,
    max: 30_000,
    unit: 'milliseconds',
    defaultValue: 1_000,
  }),
  /** URL of the runbook that alarms link to. @default docs/runbook.md */
  runbookUrl: text({ ...runbookRule, defaultValue: 'docs/runbook.md' }),
  /** Custom domain of the API; AWS's default endpoint is then disabled. @default none */
  domainName: optionalText(domainNameRule),
  /** ARN of the custom domain's ACM certificate, in the stack's region. @default none */
  certificateArn: optionalText(certificateRule),
  /** Oldest TLS that callers may use: `TLS_1_2`, or `TLS_1_3`, which only REST APIs without mutual TLS support. @default TLS_1_2 */
  tlsPolicy: choice(
    ['TLS_1_2 (TLS 1.2 and 1.3)', 'TLS_1_3 (TLS 1.3; a REST API without mutual TLS)'],
    'TLS_1_2',
  ),
  /** Certificate authorities of mutual TLS: `s3://bucket/key` of a PEM file; callers of the custom domain must then have a client certificate. @default none */
  truststoreUri: optionalText(truststoreUriRule),
  /** Version of that S3 object. @default the newest when the domain is created or changed */
  truststoreVersion: optionalText(truststoreVersionRule),
  /** ARN of an AWS WAF web ACL (regional) for the stage; REST API only. @default none */
  webAclArn: optionalText(webAclRule),
  /** Origins whose pages may call the API (CORS). @default none */
  corsOrigins: textList({ ...originRule, defaultValue: [] }),
  /** Headers that pages of these origins may send, at least one. @default authorization, content-type */
  corsHeaders: textList({ ...headerNameRule, defaultValue: ['authorization', 'content-type'] }),
  /** Seconds for which browsers may reuse the answer to a preflight request, 0 to 86400. @default 600 */
  corsMaxAgeSeconds: wholeNumber({ min: 0, max: 86_400, unit: 'seconds', defaultValue: 600 }),
  /** Whether pages may send cookies and client certificates (`Access-Control-Allow-Credentials`). @default false */
  corsCredentials: flag(false),
  /** Whether X-Ray traces requests. @default false */
  tracing: flag(false),
  /** Authorizer instances that are kept initialized; 0 for none. @default 0 */
  authorizerProvisionedConcurrency: wholeNumber(instances),
  /** Authorizer instances that are reserved, which is also their maximum; 0 for no limit. @default 0 */
  authorizerReservedConcurrency: wholeNumber(instances),
  /** Minutes for which new code receives a tenth of the requests: 5, 10, 15 or 30; 0 for all at once. @default 0 */
  canaryMinutes: numberChoice(['0 (all at once)', '5', '10', '15', '30'], 0),
  /** Tags of all resources that can have tags: a list of `key=value`. @default none */
  tags: tagsSetting,
} as const;

export type OperationSettings = SettingsOf<typeof operationSettings>;
