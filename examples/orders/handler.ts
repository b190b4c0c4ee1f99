import type {
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
} from 'aws-lambda';
import { callerOf } from '../../contract/caller.ts';
import { jsonBody } from '../../contract/json-body.ts';
import { textResponse } from '../../contract/text-response.ts';

/** Accepts an order. */
export async function handler(
  event: APIGatewayProxyEventV2 | APIGatewayProxyEvent,
): Promise<APIGatewayProxyStructuredResultV2> {
  const caller = callerOf(event);
  if (caller === undefined) return textResponse(401, 'Token is not valid or has expired');
  const body = jsonBody(event);
  if (!body.ok) return body.response;
  const item = itemOf(body.value);
  if (item === undefined) return textResponse(422, 'The member "item" must be text');
  return textResponse(201, `${caller.sub} has ordered ${item}`);
}

function itemOf(order: unknown): string | undefined {
  const isObject = typeof order === 'object' && order !== null && 'item' in order;
  return isObject && typeof order.item === 'string' ? order.item : undefined;
}
