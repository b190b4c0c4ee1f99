import { textResponse } from './http-response.ts';
import type { HandlerResult } from './servable-api.ts';

/** Takes the place of the integration of a route that is not emulated, so that it stays closed. */
export interface ClosedIntegration {
  readonly kind: 'closed';
  /** What is not emulated, and in which resource. */
  readonly reason: string;
}

/** Returns the response to a request to a route or an API that is not emulated. */
export function notEmulated(reason: string): HandlerResult {
  const body = JSON.stringify({ message: 'Not emulated by the local gateway', reason });
  const response = textResponse(501, [['Content-Type', 'application/json']], body);
  return { response, note: reason };
}
