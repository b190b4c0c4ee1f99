import type {
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
} from 'aws-lambda';
import { callerOf } from '../../contract/caller.ts';
import { textResponse } from '../../contract/text-response.ts';

/** Greets the caller. Rejects a request without one: the handler does not rely on the authorizer being attached. */
export async function handler(
  event: APIGatewayProxyEventV2 | APIGatewayProxyEvent,
): Promise<APIGatewayProxyStructuredResultV2> {
  const caller = callerOf(event);
  return caller === undefined
    ? textResponse(401, 'Token is not valid or has expired')
    : textResponse(200, `Hello, ${caller.sub}!`);
}
