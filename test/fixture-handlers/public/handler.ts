import { textResponse } from '../../../contract/text-response.ts';

/** Responds to anyone. */
export async function handler(): Promise<unknown> {
  return textResponse(200, 'Welcome to the public API');
}
