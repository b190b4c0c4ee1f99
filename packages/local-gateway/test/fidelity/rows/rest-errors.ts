import type { Expected } from '../row.ts';

/** A gateway response of a REST API with its default body. */
export function gatewayResponse(status: number, type: string, body: string | RegExp): Expected {
  return {
    status,
    body,
    headers: { 'x-amzn-errortype': type, 'content-type': 'application/json' },
  };
}

export const unauthorized = gatewayResponse(
  401,
  'UnauthorizedException',
  '{"message":"Unauthorized"}',
);
export const authorizerError = gatewayResponse(
  500,
  'AuthorizerConfigurationException',
  '{"message":null}',
);
export const noMethod = gatewayResponse(
  403,
  'MissingAuthenticationTokenException',
  '{"message":"Missing Authentication Token"}',
);
export const explicitDeny = gatewayResponse(
  403,
  'AccessDeniedException',
  '{"Message":"User is not authorized to access this resource with an explicit deny"}',
);
export const implicitDeny = gatewayResponse(
  403,
  'AccessDeniedException',
  '{"Message":"User is not authorized to access this resource"}',
);

/** The error of an integration. */
export const serverError = (status: number) =>
  gatewayResponse(status, 'InternalServerErrorException', '{"message": "Internal server error"}');
