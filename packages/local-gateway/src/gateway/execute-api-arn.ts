import { partitionOf } from '../assembly/local-names.ts';

/** What an ARN of an API is made of. */
interface ApiIdentity {
  readonly id: string;
  readonly account: string;
  readonly region: string;
}

/**
 * The ARN that a request is authorized for: `arn:aws:execute-api:…:<api>/<stage>/<METHOD>/<path>`.
 *
 * @param path with its leading slash
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

/** The ARN of an authorizer, for which its function lets itself be invoked. */
export function authorizerArn(api: ApiIdentity, authorizerId: string): string {
  return `${arnOf(api)}/authorizers/${authorizerId}`;
}

function arnOf({ id, account, region }: ApiIdentity): string {
  return `arn:${partitionOf(region)}:execute-api:${region}:${account}:${id}`;
}
