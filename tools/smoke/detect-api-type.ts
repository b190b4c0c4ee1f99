import { UserError } from 'local-gateway/user-error';
import { type ApiType, apiTypes } from '../../contract/api-type.ts';
import { gatewayResponses } from '../gateway-responses.ts';
import { responseText } from './response-text.ts';
import { NoResponseError, sendRequest, type Target } from './send-request.ts';

/**
 * Returns the type of the API, by its response to a path that does not exist.
 * @param path undefined if every path exists
 * @throws {UserError} if the API does not respond, or its response is not that of either type
 */
export async function detectApiType(target: Target, path: string | undefined): Promise<ApiType> {
  if (path === undefined) {
    throw new UserError(
      'Every path has a route, so the API type is unknown: set --api http or rest',
    );
  }
  const request = { method: 'GET', path, authorization: undefined };
  const response = await sendRequest(target, request).catch((error) => {
    if (!(error instanceof NoResponseError)) throw error;
    const hint = error.isConnectionRefused ? ': check --url; for a local API, run npm start' : '';
    throw new UserError(`${target.url.origin}: ${error.message}${hint}`);
  });
  const found = apiTypes.find((api) => {
    const { status, body } = gatewayResponses[api].noRoute;
    return response.status === status && response.body === body;
  });
  if (found !== undefined) return found;
  throw new UserError(
    `${target.url.origin} is not recognized as an HTTP API or a REST API: the response to ${path} is ` +
      `${responseText(response)}. The URL of a REST API ends with its stage, such as /dev; ` +
      '--api http or --api rest skips this check',
  );
}
