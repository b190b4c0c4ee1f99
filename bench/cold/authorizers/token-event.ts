/** A REST API's authorizer event of type TOKEN. */
export interface TokenEvent {
  readonly authorizationToken: string;
  readonly methodArn: string;
}

/** Gives the token without its scheme. */
export function tokenOf({ authorizationToken }: TokenEvent): string {
  return authorizationToken.replace(/^Bearer +/i, '');
}
