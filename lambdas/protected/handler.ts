import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type AuthorizedEvent, callerOf } from '../../contract/caller.ts';
import { corsHeaders } from '../../contract/cors.ts';
import { decodeLeewaySeconds } from '../../contract/settings.ts';

const leewaySeconds = decodeLeewaySeconds(process.env);
const headers = { 'content-type': 'text/plain; charset=utf-8', ...corsHeaders(process.env) };

/** Greets the caller. Rejects a request without one: the handler does not rely on the authorizer being attached. */
export async function handler(event: AuthorizedEvent): Promise<APIGatewayProxyStructuredResultV2> {
  const caller = callerOf(event, { seconds: Date.now() / 1000, leewaySeconds });
  return caller === undefined
    ? { statusCode: 401, headers, body: 'Token is not valid or has expired' }
    : { statusCode: 200, headers, body: `Hello, ${caller.sub}!` };
}
