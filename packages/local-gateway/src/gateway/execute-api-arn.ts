import { partitionOf } from '../assembly/aws-environment.ts';

/** What identifies an API in an ARN. */
export interface ApiIdentity {
  readonly id: string;
  readonly account: string;
  readonly region: string;
}

/**
 * Returns the ARN that a request is authorized for:
 * `arn:aws:execute-api:…:<api>/<stage>/<METHOD>/<path>`.
 *
 * @param path with a leading slash
 * @see API Gateway, "Control access with IAM permissions": resource format
 */
export function executeApiArn(
  api: ApiIdentity,
  stage: string,
  method: string,
  path: string,
): string {
  return `${arnOf(api)}/${stage}/${method}${path}`;
}

/** Returns the ARN of an authorizer, which the permission of its function names. */
export function authorizerArn(api: ApiIdentity, authorizerId: string): string {
  return `${arnOf(api)}/authorizers/${authorizerId}`;
}

function arnOf({ id, account, region }: ApiIdentity): string {
  return `arn:${partitionOf(region)}:execute-api:${region}:${account}:${id}`;
}
