import type {
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
} from 'aws-lambda';
import { callerOf } from '../../contract/caller.ts';
import { corsHeaders } from '../../contract/cors.ts';

const headers = { 'content-type': 'text/plain; charset=utf-8', ...corsHeaders(process.env) };

/** Greets the caller. Rejects a request without one: the handler does not rely on the authorizer being attached. */
export async function handler(
  event: APIGatewayProxyEventV2 | APIGatewayProxyEvent,
): Promise<APIGatewayProxyStructuredResultV2> {
  const caller = callerOf(event);
  return caller === undefined
    ? { statusCode: 401, headers, body: 'Token is not valid or has expired' }
    : { statusCode: 200, headers, body: `Hello, ${caller.sub}!` };
}
