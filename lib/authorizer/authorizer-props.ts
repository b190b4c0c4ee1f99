import { Duration, type RemovalPolicy, Token } from 'aws-cdk-lib';
import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Scalar } from '../../contract/scalar.ts';
import { type WholeNumber, wholeNumber } from '../../contract/setting.ts';
import {
  type AuthorizerSettings,
  authorizerSettings,
  readAuthorizerSettings,
} from '../../contract/settings.ts';
import { createSettingsProblems, type SettingsProblems } from '../../contract/settings-error.ts';
import { checkEnvironmentSize } from './environment-size.ts';

/** Which tokens of one issuer are accepted. */
export interface ZuploIssuer {
  /** `iss` of its tokens: an https URL without a trailing slash. JWKS: `<issuer>/.well-known/jwks.json`. */
  readonly issuer: string;
  /** A token's `aud` must contain one of these (RFC 7519 section 4.1.3). */
  readonly audience: string | readonly string[];
  /** Signature algorithms that are accepted. @default all that are supported */
  readonly algorithms?: readonly string[];
  /** Values that a claim may have, by name; of a claim that is a list, one item. @default none */
  readonly requiredClaims?: Readonly<Record<string, Scalar | readonly Scalar[]>>;
}

/** Props of a ZuploAuthorizer. Either `issuer` with `audience`, or `issuers`, is required. */
export interface ZuploAuthorizerProps {
  /** Issuers whose tokens are accepted: https URLs without a trailing slash. JWKS: `<issuer>/.well-known/jwks.json`. @default `issuers` */
  readonly issuer?: string | readonly string[];
  /** Audiences that are accepted for every `issuer`: a token's `aud` must contain one of them (RFC 7519 section 4.1.3). @default `issuers` */
  readonly audience?: string | readonly string[];
  /** Signature algorithms that are accepted for every `issuer`. @default all that are supported */
  readonly algorithms?: readonly string[];
  /** Instead of the three above, a policy for each issuer. @default none */
  readonly issuers?: readonly ZuploIssuer[];
  /** Subjects whose tokens are rejected, for an incident. @default none */
  readonly deniedSubjects?: readonly string[];
  /** Seconds by which the clocks of the issuer and of Lambda may differ, 0 to 300. @default 3 */
  readonly leewaySeconds?: number;
  /** Longest remaining lifetime of a token in seconds, up to 31536000; 0 for no limit. @default 0 */
  readonly maxTokenLifetimeSeconds?: number;
  /** Claims that handlers receive besides `iss`, `sub`, `exp` and the scopes: scalars, and lists of texts. @default none */
  readonly forwardClaims?: readonly string[];
  /** Seconds after which the JWKS is fetched again, 10 to 86400; each instance uses 80 to 100 % of it. @default 300 */
  readonly jwksRefreshSeconds?: number;
  /** Seconds after which a JWKS is no longer trusted while the issuer is unreachable, 10 to 86400. @default 86400 */
  readonly jwksMaxStaleSeconds?: number;
  /** Milliseconds that fetching a JWKS may take, 100 to 3000; refreshing a known one, half of it. @default 2000 */
  readonly jwksTimeoutMilliseconds?: number;
  /** Seconds for which API Gateway may reuse an authorizer result, 0 to 3600; a token can outlive its `exp` by as much. @default 0 */
  readonly authorizerResultTtlSeconds?: number;
  /** Log group of the authorizer, which must exist; it must not be combined with logRetention and removalPolicy. @default a new one */
  readonly logGroup?: ILogGroup;
  /** How long logs are kept. @default one month */
  readonly logRetention?: RetentionDays;
  /** Whether the log group is deleted with the stack. @default retained */
  readonly removalPolicy?: RemovalPolicy;
  /** Role of the function. It must permit writing to the log group. @default a role that may write to the log group and nothing else */
  readonly role?: IRole;
  /** Memory in MB, 128 to 10240; it also sets the share of CPU (1,769 MB are one core). @default 512 */
  readonly memorySize?: number;
  /** Time limit of one decision, at least 4 seconds: a JWKS fetch takes at most 3. @default 5 seconds */
  readonly timeout?: Duration;
  /** VPC of the function. Its subnets need a route to the issuer (NAT). @default none */
  readonly vpc?: IVpc;
  /** Subnets of the function. @default the private subnets with egress, if `vpc` is set */
  readonly vpcSubnets?: SubnetSelection;
  /** Security groups of the function. @default a new one, if `vpc` is set */
  readonly securityGroups?: readonly ISecurityGroup[];
  /** Reserved concurrency, which is also the maximum; 0 for none. @default 0 */
  readonly reservedConcurrency?: number;
  /** Instances that are kept initialized; 0 for none. @default 0 */
  readonly provisionedConcurrency?: number;
  /** Whether X-Ray traces the function. @default false */
  readonly tracing?: boolean;
  /** Shown in the Lambda console. @default 'Verifies JWTs of Zuplo, and allows or denies requests' */
  readonly description?: string;
  /** Namespace of the metrics. @default the stack's name, a slash and the construct's id */
  readonly metricNamespace?: string;
}

/** Constructs have circular references, and are long. */
function shown(value: unknown): unknown {
  return typeof value === 'object' ? 'an object' : value;
}

/** The props that are numbers and no settings of the authorizer itself. */
const numbers: Readonly<Record<string, WholeNumber>> = {
  authorizerResultTtlSeconds: { min: 0, max: 3600, unit: 'seconds', defaultValue: 0 },
  memorySize: { min: 128, max: 10_240, unit: 'MB', defaultValue: 512 },
  reservedConcurrency: { min: 0, max: 100_000, unit: 'instances', defaultValue: 0 },
  provisionedConcurrency: { min: 0, max: 100_000, unit: 'instances', defaultValue: 0 },
};

const otherProps = [
  ...['logGroup', 'logRetention', 'removalPolicy', 'role', 'timeout', 'vpc', 'vpcSubnets'],
  ...['securityGroups', 'tracing', 'description', 'metricNamespace'],
];
const names = [...Object.keys(authorizerSettings), ...Object.keys(numbers), ...otherProps];

/**
 * Checks the props, also those of JavaScript users, whom no type warns.
 * @returns the settings of the authorizer
 * @throws {SettingsError} naming every prop that is missing, invalid or unknown
 */
export function checkProps(props: ZuploAuthorizerProps): AuthorizerSettings {
  const given = (name: string) => (props as Readonly<Record<string, unknown>>)[name];
  const problems = createSettingsProblems();
  for (const name of Object.keys(authorizerSettings).filter((one) =>
    Token.isUnresolved(given(one)),
  ))
    problems.add(name, undefined, 'it must be known at synthesis, not a parameter or an attribute');
  problems.throwIfAny();
  const settings = readAuthorizerSettings({ nameOf: (name) => name, given }, problems);
  for (const [name, rule] of Object.entries(numbers))
    wholeNumber(rule).read(given(name), (value, message) => problems.add(name, value, message));
  for (const name of Object.keys(props))
    if (!names.includes(name)) problems.add(name, shown(given(name)), 'there is no such prop');
  checkEnvironmentSize(settings, problems);
  checkTypes(props, problems);
  checkCombinations(props, problems);
  problems.throwIfAny();
  return settings;
}

function checkTypes({ timeout, tracing }: ZuploAuthorizerProps, problems: SettingsProblems): void {
  if (timeout !== undefined && !(timeout instanceof Duration && timeout.toSeconds() >= 4))
    problems.add('timeout', shown(timeout), 'it must be a Duration of at least 4 seconds');
  if (tracing !== undefined && typeof tracing !== 'boolean')
    problems.add('tracing', tracing, 'it must be true or false');
}

function checkCombinations(props: ZuploAuthorizerProps, problems: SettingsProblems): void {
  if (props.logGroup !== undefined)
    for (const name of ['logRetention', 'removalPolicy'] as const)
      if (props[name] !== undefined)
        problems.add(name, props[name], 'it must not be combined with logGroup');
  for (const name of ['vpcSubnets', 'securityGroups'] as const)
    if (props[name] !== undefined && props.vpc === undefined)
      problems.add('vpc', undefined, `${name} requires it`);
  const { reservedConcurrency = 0, provisionedConcurrency = 0 } = props;
  if (reservedConcurrency > 0 && provisionedConcurrency > reservedConcurrency)
    problems.add(
      'provisionedConcurrency',
      provisionedConcurrency,
      `it must not exceed reservedConcurrency, ${reservedConcurrency}`,
    );
}
