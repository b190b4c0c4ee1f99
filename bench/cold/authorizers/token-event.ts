/** A REST API's TOKEN event. */
export interface TokenEvent {
  readonly authorizationToken: string;
  readonly methodArn: string;
}

/** Returns the token without the scheme. */
export function tokenOf({ authorizationToken }: TokenEvent): string {
  return authorizationToken.replace(/^Bearer +/i, '');
}
