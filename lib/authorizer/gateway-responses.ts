import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { insufficientScope, invalidToken } from '../../contract/rest-rejections.ts';
import { rejectUnknownOptions } from './options.ts';

const rejections = [
  { type: ResponseType.UNAUTHORIZED, rejection: invalidToken },
  { type: ResponseType.ACCESS_DENIED, rejection: insufficientScope },
];

/** Options of a REST API's own responses. */
export interface GatewayResponseOptions {
  /** Realm in `WWW-Authenticate` (RFC 9110 section 11.5): printable ASCII without quotes and backslashes. @default the API's name */
  readonly realm?: string;
  /** The origin whose pages may read responses that API Gateway itself generates, or `*`. @default none */
  readonly corsOrigin?: string;
}

/**
 * Replaces AWS's 401 and 403 responses, and lets pages of the allowed origin read responses that API Gateway
 * itself generates. Responses of functions get the header from the function.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export function addGatewayResponses(api: RestApi, options: GatewayResponseOptions): void {
  rejectUnknownOptions(options, ['realm', 'corsOrigin']);
  const { realm = api.restApiName, corsOrigin: origin } = options;
  for (const value of [realm, origin ?? ''])
    if (!/^[\x20\x21\x23-\x26\x28-\x5b\x5d-\x7e]*$/.test(value))
      throw new Error(
        `given ${JSON.stringify(value)}; realm and corsOrigin must be printable ASCII without quotes and backslashes`,
      );
  const cors = origin === undefined ? {} : { 'Access-Control-Allow-Origin': `'${origin}'` };
  for (const { type, rejection } of rejections) {
    const { status, error, text } = rejection;
    api.addGatewayResponse(error, {
      type,
      statusCode: String(status),
      responseHeaders: {
        'WWW-Authenticate': `'Bearer realm="${realm}", error="${error}"'`,
        ...cors,
      },
      templates: { 'text/plain': text },
    });
  }
  if (origin === undefined) return;
  api.addGatewayResponse('other4xx', { type: ResponseType.DEFAULT_4XX, responseHeaders: cors });
  api.addGatewayResponse('other5xx', { type: ResponseType.DEFAULT_5XX, responseHeaders: cors });
}
