/** Returns a policy that allows the request. */
export function allow(sub: unknown, arn: string) {
  const statement = { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: arn };
  return {
    principalId: sub,
    policyDocument: { Version: '2012-10-17', Statement: [statement] },
  };
}
