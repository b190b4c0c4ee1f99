import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { corsHeaders } from '../../contract/cors.ts';

const headers = { 'content-type': 'text/plain; charset=utf-8', ...corsHeaders(process.env) };

/** Responds to anyone. Both API types accept this response format. */
export async function handler(): Promise<APIGatewayProxyStructuredResultV2> {
  return { statusCode: 200, headers, body: 'Welcome to the public API' };
}
