import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** Answers anyone. The result has the shape that both API flavours take. */
export async function handler(): Promise<APIGatewayProxyStructuredResultV2> {
  return {
    statusCode: 200,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: 'Welcome to the public API',
  };
}
