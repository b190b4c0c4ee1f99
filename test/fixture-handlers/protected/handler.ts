import { type AuthorizedEvent, callerOf } from '../../../contract/caller.ts';
import { corsHeaders } from '../../../contract/cors.ts';

const headers = { 'content-type': 'text/plain; charset=utf-8', ...corsHeaders(process.env) };

/** Greets the caller, or responds with 401 if there is none. */
export async function handler(event: AuthorizedEvent): Promise<unknown> {
  const caller = callerOf(event);
  return caller === undefined
    ? { statusCode: 401, headers, body: 'Token is not valid or has expired' }
    : { statusCode: 200, headers, body: `Hello, ${caller.sub}!` };
}
