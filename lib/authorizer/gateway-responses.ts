import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import { corsHeaders, securityHeaders } from '../../contract/response-headers.ts';
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
  /** Whether these pages may send cookies and client certificates; it requires `corsOrigin`, and not `*`. @default false */
  readonly corsCredentials?: boolean;
}

/**
 * Replaces AWS's 401 and 403 responses, forbids storing responses that API Gateway itself generates, and lets pages
 * of the allowed origin read them. Responses of functions get these headers from the function.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export function addGatewayResponses(api: RestApi, options: GatewayResponseOptions): void {
  rejectUnknownOptions(options, ['realm', 'corsOrigin', 'corsCredentials']);
  const { realm = api.restApiName, corsOrigin: origin, corsCredentials: credentials } = options;
  for (const value of [realm, origin ?? ''])
    if (!/^[\x20\x21\x23-\x26\x28-\x5b\x5d-\x7e]*$/.test(value))
      throw new Error(
        `given ${JSON.stringify(value)}; realm and corsOrigin must be printable ASCII without quotes and backslashes`,
      );
  if (credentials === true && (origin === undefined || origin === '*'))
    throw new Error(
      `corsOrigin: given ${JSON.stringify(origin)}; it must be one origin with corsCredentials`,
    );
  const headers = quoted({
    ...securityHeaders,
    ...(origin !== undefined && corsHeaders({ origin, credentials: credentials === true })),
  });
  for (const { type, rejection } of rejections) {
    const { status, error, text } = rejection;
    api.addGatewayResponse(error, {
      type,
      statusCode: String(status),
      responseHeaders: {
        'WWW-Authenticate': `'Bearer realm="${realm}", error="${error}"'`,
        ...headers,
      },
      templates: { 'text/plain': text },
    });
  }
  api.addGatewayResponse('other4xx', { type: ResponseType.DEFAULT_4XX, responseHeaders: headers });
  api.addGatewayResponse('other5xx', { type: ResponseType.DEFAULT_5XX, responseHeaders: headers });
}

/** Returns constants as API Gateway writes them in a mapping: in single quotes. */
function quoted(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `'${value}'`]));
}
