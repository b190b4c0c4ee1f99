import { callerContext } from '../../contract/caller.ts';
import type { AuthorizationRequest } from './authorizer-event.ts';
import type { Decision } from './decision.ts';
import { sanitizeForLog } from './sanitize-for-log.ts';

/** An authorizer's answer, the same for both flavours. */
export interface AuthorizerResult {
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
): AuthorizerResult {
  const sub = decision.allowed ? decision.caller.sub : decision.sub;
  const told = decision.allowed ? callerContext(decision.caller) : { reason: decision.reason };
  return {
    principalId: decision.allowed ? decision.caller.sub : 'refused',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Action: 'execute-api:Invoke',
          Effect: decision.allowed ? 'Allow' : 'Deny',
          Resource: stageWildcardArn(arn),
        },
      ],
    },
    context: withLogged(told, sub, userAgent),
  };
}

/**
 * Adds what access logs are told: sanitizeForLog and bounded, for API Gateway is not known to escape what it
 * logs. By assignment, which is several times quicker than to spread objects that may be empty.
 */
function withLogged(told: object, sub: unknown, userAgent: unknown): AuthorizerResult['context'] {
  const context: Record<string, string | number> = { ...told };
  const loggedSub = sanitizeForLog(sub);
  if (loggedSub !== undefined) context['loggedSub'] = loggedSub;
  const loggedUserAgent = sanitizeForLog(userAgent);
  if (loggedUserAgent !== undefined) context['loggedUserAgent'] = loggedUserAgent;
  return context;
}

/** API Gateway may reuse the answer for every route of the stage, so it must fit them all. */
function stageWildcardArn(arn: string): string {
  const afterApi = arn.indexOf('/') + 1;
  return `${arn.slice(0, arn.indexOf('/', afterApi) + 1)}*`;
}
