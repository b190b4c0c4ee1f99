import { isJsonObject } from 'local-gateway/json';
import { UserError } from 'local-gateway/user-error';
import { type KeyEndpointMode, keyEndpointModes } from '../zuplo/key-endpoint.ts';
import type { SigningKeys } from '../zuplo/signing-keys.ts';

/** What can be done to the issuer's keys. */
const keyActions = ['rotate', 'withdraw', 'publish'] as const;

/** The issuer's keys and the endpoint that publishes them, as the console steers them. */
export interface IssuerControls {
  readonly keys: SigningKeys;
  mode(): KeyEndpointMode;
  setMode(mode: KeyEndpointMode): void;
}

/**
 * Does to the issuer what a request's body asks for: `{"keys": "rotate"}`, `{"endpoint": "stopped"}`.
 *
 * @throws {UserError} when it asks for something else
 */
export async function steerIssuer(controls: IssuerControls, asked: unknown): Promise<void> {
  if (!isJsonObject(asked)) throw new UserError('the body must be a JSON object');
  const { keys, endpoint } = asked;
  const action = keyActions.find((known) => known === keys);
  const mode = keyEndpointModes.find((known) => known === endpoint);
  if (keys !== undefined && action === undefined)
    throw new UserError(`keys must be one of ${keyActions.join(', ')}`);
  if (endpoint !== undefined && mode === undefined)
    throw new UserError(`endpoint must be one of ${keyEndpointModes.join(', ')}`);
  if (action !== undefined) await controls.keys[action]();
  if (mode !== undefined) controls.setMode(mode);
}
