import { callerContext } from '../../contract/caller.ts';
import type { Decision } from './decision.ts';
import { legible } from './legible.ts';
import type { AuthorizationRequest } from './request.ts';

/** An authorizer's answer, the same for both flavours. */
export interface AuthorizerAnswer {
  readonly principalId: string;
  readonly policyDocument: {
    readonly Version: '2012-10-17';
    readonly Statement: readonly {
      readonly Action: 'execute-api:Invoke';
      readonly Effect: 'Allow' | 'Deny';
      readonly Resource: string;
    }[];
  };
  readonly context: Readonly<Record<string, string | number>>;
}

/**
 * Gives the IAM policy that says a decision.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 */
export function policyFor(
  decision: Decision,
  { arn, userAgent }: Pick<AuthorizationRequest, 'arn' | 'userAgent'>,
): AuthorizerAnswer {
  const sub = decision.allowed ? decision.caller.sub : decision.sub;
  return {
    principalId: decision.allowed ? decision.caller.sub : 'refused',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Action: 'execute-api:Invoke',
          Effect: decision.allowed ? 'Allow' : 'Deny',
          Resource: wholeStage(arn),
        },
      ],
    },
    context: {
      ...(decision.allowed ? callerContext(decision.caller) : { reason: decision.reason }),
      ...loggedContext(sub, userAgent),
    },
  };
}

/** What access logs are told: legible and bounded, for API Gateway is not known to escape what it logs. */
function loggedContext(sub: unknown, userAgent: unknown): Record<string, string> {
  const loggedSub = legible(sub);
  const loggedUserAgent = legible(userAgent);
  return {
    ...(loggedSub !== undefined && { loggedSub }),
    ...(loggedUserAgent !== undefined && { loggedUserAgent }),
  };
}

/** API Gateway may reuse the answer for every route of the stage, so it must fit them all. */
function wholeStage(arn: string): string {
  const afterApi = arn.indexOf('/') + 1;
  return `${arn.slice(0, arn.indexOf('/', afterApi) + 1)}*`;
}
