import { partitionOf } from '../assembly/local-names.ts';

/**
 * The ARN that a request is authorized for: `arn:aws:execute-api:…:<api>/<stage>/<METHOD>/<path>`.
 *
 * @param path with its leading slash
 * @see API Gateway, "Control access with IAM permissions": resource format
 */
export function executeApiArn(
  api: { readonly id: string; readonly account: string; readonly region: string },
  stage: string,
  method: string,
  path: string,
): string {
  const { id, account, region } = api;
  const prefix = `arn:${partitionOf(region)}:execute-api:${region}:${account}`;
  return `${prefix}:${id}/${stage}/${method}${path}`;
}
