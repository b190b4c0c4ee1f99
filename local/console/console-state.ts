import type { ServedApi } from 'local-gateway/serve-assembly';
import type { Consumer } from '../zuplo/consumers.ts';
import { algorithms } from '../zuplo/signing-keys.ts';
import type { IssuerControls } from './issuer-controls.ts';

/** What the page shows besides requests. */
export interface ConsoleState {
  readonly url: string;
  readonly issuer: string;
  readonly audience: string;
  readonly consumers: readonly Consumer[];
  /** Returns the APIs; none until they are served. */
  readonly apis: () => readonly ServedApi[];
  readonly controls: IssuerControls;
}

/** Returns the state as JSON for the page. */
export function consoleState({
  apis,
  controls,
  url,
  issuer,
  audience,
  consumers,
}: ConsoleState): object {
  const { keys, mode } = controls;
  return {
    url,
    issuer,
    audience,
    apis: apis(),
    algorithms,
    apiKeys: consumers.map(({ apiKey, name }) => ({ key: apiKey, consumer: name })),
    keys: keys.published().map(({ kid, alg }) => ({ kid, alg })),
    endpoint: mode(),
  };
}
