import { isJsonObject } from 'local-gateway/json';
import { UserError } from 'local-gateway/user-error';
import { type JwksEndpointMode, jwksEndpointModes } from '../zuplo/jwks-endpoint.ts';
import type { SigningKeys } from '../zuplo/signing-keys.ts';

/** The issuer's keys and JWKS endpoint, which the console controls. */
export interface IssuerControls {
  readonly keys: SigningKeys;
  mode(): JwksEndpointMode;
  setMode(mode: JwksEndpointMode): void;
}

/**
 * Applies a command to the issuer: `{"rotate": true}`, `{"endpoint": "error"}`.
 *
 * @throws {UserError} for any other command
 */
export async function controlIssuer(controls: IssuerControls, command: unknown): Promise<void> {
  if (!isJsonObject(command)) throw new UserError('the body must be a JSON object');
  const { rotate, endpoint } = command;
  const mode = jwksEndpointModes.find((known) => known === endpoint);
  if (endpoint !== undefined && mode === undefined)
    throw new UserError(`endpoint must be one of ${jwksEndpointModes.join(', ')}`);
  if (rotate === true) await controls.keys.rotate();
  if (mode !== undefined) controls.setMode(mode);
}
