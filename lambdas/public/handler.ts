import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { textResponse } from '../../contract/text-response.ts';

/** Responds to anyone. Both API types accept this response format. */
export async function handler(): Promise<APIGatewayProxyStructuredResultV2> {
  return textResponse(200, 'Welcome to the public API');
}
