import type { CfnResource } from 'aws-cdk-lib';

/** A default quota of an API, which AWS raises on request. */
export interface ApiQuota {
  readonly name: string;
  readonly max: number;
  readonly source: string;
  /** Returns whether a resource counts against the quota. */
  readonly isCounted: (resource: CfnResource) => boolean;
}

const guide = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';

export const apiQuotas: readonly ApiQuota[] = [
  {
    name: 'routes of the HTTP API',
    max: 300,
    source: `${guide}/http-api-quotas.html`,
    isCounted: ({ cfnResourceType }) => cfnResourceType === 'AWS::ApiGatewayV2::Route',
  },
  {
    name: 'paths of the REST API',
    max: 300,
    source: `${guide}/api-gateway-execution-service-limits-table.html`,
    isCounted: ({ cfnResourceType }) => cfnResourceType === 'AWS::ApiGateway::Resource',
  },
];
