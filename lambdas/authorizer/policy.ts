import { type CallerContext, callerContext } from '../../contract/caller.ts';
import type { LoggedContext } from '../../contract/log-events.ts';
import type { AuthorizerEvent } from './authorizer-event.ts';
import type { Decision, Rejected } from './decision.ts';
import { sanitizeForLog } from './sanitize-for-log.ts';

/** What API Gateway passes on to access logs and, of an allowed request, to the handler. */
export type AuthorizerContext = Partial<CallerContext> & LoggedContext;

/** The authorizer's result, the same for both API types. */
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
  readonly context: AuthorizerContext;
}

/**
 * Returns the IAM policy for a decision.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
 */
export function policyFor(
  decision: Decision,
  { arn, userAgent }: Pick<AuthorizerEvent, 'arn' | 'userAgent'>,
): AuthorizerResult {
  const sub = decision.allowed ? decision.caller.sub : decision.token.sub;
  const context = decision.allowed ? callerContext(decision.caller) : rejectedContext(decision);
  return {
    principalId: decision.allowed ? decision.caller.sub : 'rejected',
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
    context: withLoggedText(context, sub, userAgent),
  };
}

/** Returns the context of a rejection, for access logs only. */
function rejectedContext({ reason, token: { iss } }: Rejected): LoggedContext {
  return iss === undefined ? { reason } : { reason, iss };
}

/**
 * Adds sanitized text for access logs: API Gateway is not known to escape what it logs. By assignment,
 * which is several times faster than spreading objects that may be empty.
 */
function withLoggedText(
  context: AuthorizerContext,
  sub: unknown,
  userAgent: unknown,
): AuthorizerContext {
  const result: { -readonly [Key in keyof AuthorizerContext]: AuthorizerContext[Key] } = {
    ...context,
  };
  const loggedSub = sanitizeForLog(sub);
  if (loggedSub !== undefined) result.loggedSub = loggedSub;
  const loggedUserAgent = sanitizeForLog(userAgent);
  if (loggedUserAgent !== undefined) result.loggedUserAgent = loggedUserAgent;
  return result;
}

/** Returns the ARN of all routes of the stage: API Gateway may reuse the result for any of them. */
function stageWildcardArn(arn: string): string {
  const afterApi = arn.indexOf('/') + 1;
  return `${arn.slice(0, arn.indexOf('/', afterApi) + 1)}*`;
}
