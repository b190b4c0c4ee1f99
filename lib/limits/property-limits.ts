import type { CfnResource, Stack } from 'aws-cdk-lib';
import { CfnStage as CfnRestStage } from 'aws-cdk-lib/aws-apigateway';
import { CfnStage as CfnHttpStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';

/** The size of a property, and AWS's limit of it. */
interface Measure {
  readonly name: string;
  readonly size: number;
  readonly max: number;
  readonly unit: string;
}

/** Returns the properties of a stack's resources that exceed a limit, a sentence each. */
export function propertyProblems(
  stack: Stack,
  resources: readonly CfnResource[],
): readonly string[] {
  return resources.flatMap((resource) =>
    measuresOf(resource, (value) => stack.resolve(value))
      .filter(({ size, max }) => size > max)
      .map(
        ({ name, size, max, unit }) =>
          `${resource.node.path}: ${name}: ${size} ${unit}, of at most ${max}`,
      ),
  );
}

function measuresOf(
  resource: CfnResource,
  resolve: (value: unknown) => unknown,
): readonly Measure[] {
  const text = (name: string, value: unknown, max: number): Measure => ({
    name,
    size: textOf(resolve(value)).length,
    max,
    unit: 'characters',
  });
  // https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html, gettingstarted-limits.html
  if (resource instanceof CfnFunction)
    return [
      text('description', resource.description, 256),
      {
        name: 'environment',
        size: Buffer.byteLength(textOf(member(resolve(resource.environment), 'variables'))),
        max: 4_096,
        unit: 'bytes',
      },
    ];
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
  if (resource instanceof CfnHttpStage)
    return [
      text('access log format', member(resolve(resource.accessLogSettings), 'format'), 3_072),
    ];
  if (resource instanceof CfnRestStage)
    return [text('access log format', member(resolve(resource.accessLogSetting), 'format'), 3_072)];
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  if (resource instanceof CfnAlarm) return [text('description', resource.alarmDescription, 1_024)];
  // https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html
  if (resource instanceof CfnDeploymentGroup) {
    const alarms = member(resolve(resource.alarmConfiguration), 'alarms');
    return [
      { name: 'alarms', size: Array.isArray(alarms) ? alarms.length : 0, max: 10, unit: 'alarms' },
    ];
  }
  return [];
}

function member(value: unknown, name: string): unknown {
  return (value as Readonly<Record<string, unknown>> | undefined)?.[name];
}

/** References count as they are written in the template; on AWS they are about as long. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
