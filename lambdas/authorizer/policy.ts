import { type AuthorizerContext, callerContext } from '../../contract/caller.ts';
import type { Decision } from './decision.ts';

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
  readonly context: AuthorizerContext;
}

/**
 * Gives the IAM policy that says a decision.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 * @param arn the ARN of the method or route that was asked for
 */
export function policyFor(decision: Decision, arn: string): AuthorizerAnswer {
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
    context: decision.allowed ? callerContext(decision.caller) : { reason: decision.reason },
  };
}

/** API Gateway may reuse the answer for every route of the stage, so it must fit them all. */
function wholeStage(arn: string): string {
  const afterApi = arn.indexOf('/') + 1;
  return `${arn.slice(0, arn.indexOf('/', afterApi) + 1)}*`;
}
