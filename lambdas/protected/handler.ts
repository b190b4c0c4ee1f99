import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { handlerLeewaySeconds } from '../../contract/authorizer-environment.ts';
import { type AuthorizedEvent, callerOf } from '../../contract/caller.ts';

const leewaySeconds = handlerLeewaySeconds(process.env);

/** Greets the caller. Without one it refuses: the authorizer is never taken for granted. */
export async function handler(event: AuthorizedEvent): Promise<APIGatewayProxyStructuredResultV2> {
  const caller = callerOf(event, { seconds: Date.now() / 1000, leewaySeconds });
  return caller === undefined
    ? text(401, 'Token is not valid or has expired')
    : text(200, `Hello, ${caller.sub}!`);
}

function text(statusCode: number, body: string): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}
