import { corsHeaders } from '../../../contract/cors.ts';

const headers = { 'content-type': 'text/plain; charset=utf-8', ...corsHeaders(process.env) };

/** Responds to anyone. */
export async function handler(): Promise<unknown> {
  return { statusCode: 200, headers, body: 'Welcome to the public API' };
}
