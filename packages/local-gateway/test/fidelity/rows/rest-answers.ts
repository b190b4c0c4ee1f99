import type { FidelityRow } from '../fidelity-row.ts';

/** One of the gateway's own answers. */
export function own(
  status: number,
  errorType: string,
  body: string | RegExp,
): FidelityRow['expected'] {
  return {
    status,
    body,
    headers: { 'x-amzn-errortype': errorType, 'content-type': 'application/json' },
  };
}

/** Nobody is known: no token, or the error `Unauthorized`. */
export const unauthorized = own(401, 'UnauthorizedException', '{"message":"Unauthorized"}');
/** The authorizer failed. */
export const broken = own(500, 'AuthorizerConfigurationException', '{"message":null}');
/** No such method. */
export const missing = own(
  403,
  'MissingAuthenticationTokenException',
  '{"message":"Missing Authentication Token"}',
);
/** A Deny. */
export const explicitly = own(
  403,
  'AccessDeniedException',
  '{"Message":"User is not authorized to access this resource with an explicit deny"}',
);
/** No Allow. */
export const implicitly = own(
  403,
  'AccessDeniedException',
  '{"Message":"User is not authorized to access this resource"}',
);
