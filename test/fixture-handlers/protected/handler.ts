import { type AuthorizedEvent, callerOf } from '../../../contract/caller.ts';
import { textResponse } from '../../../contract/text-response.ts';

/** Greets the caller, or responds with 401 if there is none. */
export async function handler(event: AuthorizedEvent): Promise<unknown> {
  const caller = callerOf(event);
  return caller === undefined
    ? textResponse(401, 'Token is not valid or has expired')
    : textResponse(200, `Hello, ${caller.sub}!`);
}
