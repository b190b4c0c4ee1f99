import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { DeploymentSettings } from '../settings/deployment-settings.ts';

/** What a refusal says, by RFC 6750 section 3.1: no token or a bad one, and one that permits too little. */
const refusals = [
  {
    type: ResponseType.UNAUTHORIZED,
    status: '401',
    error: 'invalid_token',
    text: 'Token is not valid or has expired',
  },
  {
    type: ResponseType.ACCESS_DENIED,
    status: '403',
    error: 'insufficient_scope',
    text: 'Token does not permit this',
  },
];

/**
 * Puts our refusals in place of AWS's, and lets pages of the allowed origin read what API Gateway
 * itself answers: a function's own answers carry the header from the function.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
export function addRefusals(
  api: RestApi,
  { realm, corsOrigins }: Pick<DeploymentSettings, 'realm' | 'corsOrigins'>,
): void {
  const [origin] = corsOrigins;
  const cors = origin === undefined ? {} : { 'Access-Control-Allow-Origin': `'${origin}'` };
  for (const { type, status, error, text } of refusals) {
    api.addGatewayResponse(error, {
      type,
      statusCode: status,
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
