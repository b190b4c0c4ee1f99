import { Annotations, CfnResource, type Stack } from 'aws-cdk-lib';
import { apiQuotas } from './api-quotas.ts';
import { LimitsError } from './limits-error.ts';
import { propertyProblems } from './property-limits.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const maxResources = 500;

/**
 * Checks a complete stack against AWS's limits, which would otherwise fail its deployment. Quotas that AWS raises on
 * request are warnings.
 * @throws {LimitsError} naming every limit that it exceeds
 */
export function checkLimits(stack: Stack): void {
  const resources = stack.node.findAll().filter(CfnResource.isCfnResource);
  const problems = [...resourceProblems(resources), ...propertyProblems(stack, resources)];
  if (problems.length > 0) throw new LimitsError(problems);
  for (const { name, max, source, isCounted } of apiQuotas) {
    const count = resources.filter(isCounted).length;
    if (count > max)
      Annotations.of(stack).addWarningV2(
        `zuplo-jwt-api:${name.replaceAll(' ', '-')}`,
        `${name}: ${count}, of ${max} by default: have the quota raised before you deploy (${source})`,
      );
  }
}

function resourceProblems(resources: readonly CfnResource[]): readonly string[] {
  if (resources.length <= maxResources) return [];
  const count = (type: string) =>
    resources.filter(({ cfnResourceType }) => cfnResourceType === type).length;
  const ofRestApi = count('AWS::ApiGateway::Method') + count('AWS::ApiGateway::Resource');
  const action =
    ofRestApi > 0
      ? `${ofRestApi} of them are methods and paths of the REST API: use api=http, where a route is one resource; give one ` +
        'path several methods; let one handler serve a greedy path such as /orders/{path+}; or divide the routes between ' +
        'two stacks'
      : 'Let one handler serve several routes, or a greedy path such as /orders/{path+}; or divide the routes between two ' +
        'stacks';
  return [
    `resources: ${resources.length}, of at most ${maxResources} in a CloudFormation stack. ${action}`,
  ];
}
