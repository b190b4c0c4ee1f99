import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnFunction, Function as LambdaFunction, Tracing } from 'aws-cdk-lib/aws-lambda';
import { type ILogGroup, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { type AuthorizerSettings, encodeAuthorizerSettings } from '../../contract/settings.ts';
import { createFunctionRole, functionDefaults } from '../function-defaults.ts';
import { AuthorizerCode } from './authorizer-code.ts';
import type { ZuploAuthorizerProps } from './authorizer-props.ts';
import { type RouteScopes, routeScopesFile } from './route-table.ts';

/** The authorizer's function, whose code gets the scopes of routes before the template is written. */
export class AuthorizerFunction extends LambdaFunction {
  private readonly authorizerCode: AuthorizerCode;

  constructor(
    scope: Construct,
    id: string,
    settings: AuthorizerSettings,
    props: ZuploAuthorizerProps,
  ) {
    const authorizerCode = new AuthorizerCode();
    const logGroup = props.logGroup ?? newLogGroup(scope, props);
    const { memorySize = 512, reservedConcurrency = 0 } = props;
    super(scope, id, {
      ...functionDefaults,
      code: authorizerCode,
      handler: 'index.handler',
      description: props.description ?? 'Verifies JWTs of Zuplo, and allows or denies requests',
      memorySize,
      timeout: props.timeout ?? Duration.seconds(5),
      environment: encodeAuthorizerSettings(settings),
      role: props.role ?? newRole(scope, logGroup, props.vpc !== undefined),
      logGroup,
      tracing: props.tracing === true ? Tracing.ACTIVE : Tracing.DISABLED,
      ...(props.vpc && { vpc: props.vpc }),
      ...(props.vpcSubnets && { vpcSubnets: props.vpcSubnets }),
      ...(props.securityGroups && { securityGroups: [...props.securityGroups] }),
      ...(reservedConcurrency > 0 && { reservedConcurrentExecutions: reservedConcurrency }),
    });
    this.authorizerCode = authorizerCode;
  }

  /** Adds the scopes to the code. Called once, when all routes have been declared. */
  complete(scopes: RouteScopes): void {
    if (Object.keys(scopes).length > 0) this.addEnvironment('ROUTE_SCOPES_FILE', routeScopesFile);
    const resource = this.node.defaultChild;
    if (!(resource instanceof CfnFunction)) throw new Error('the function has no CfnFunction');
    this.authorizerCode.complete(this, resource, scopes);
  }
}

function newLogGroup(
  scope: Construct,
  { logRetention, removalPolicy }: ZuploAuthorizerProps,
): LogGroup {
  return new LogGroup(scope, 'Logs', {
    retention: logRetention ?? RetentionDays.ONE_MONTH,
    removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN,
  });
}

function newRole(scope: Construct, logGroup: ILogGroup, isInVpc: boolean): IRole {
  const role = createFunctionRole(scope, 'Role', logGroup);
  if (isInVpc) role.addToPolicy(new PolicyStatement({ actions: vpcActions, resources: ['*'] }));
  return role;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
const vpcActions = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];
