import { consumers } from '../zuplo/consumers.ts';
import { algorithms } from '../zuplo/signing-keys.ts';
import type { IssuerControls } from './controls.ts';

/** An API that the console can call. */
export interface ConsoleApi {
  readonly name: string;
  readonly apiType: 'http' | 'rest';
  readonly url: string;
  readonly routes: readonly {
    readonly method: string;
    readonly path: string;
    readonly authorizer: string | undefined;
    readonly functionName: string;
  }[];
}

/** What the page is told of, besides what happens. */
export interface ConsoleState {
  readonly url: string;
  readonly issuer: string;
  readonly audience: string;
  /** Asked each time; none until they are served. */
  readonly apis: () => readonly ConsoleApi[];
  readonly controls: IssuerControls;
}

/** The state as JSON for the page. */
export function consoleState({ url, issuer, audience, apis, controls }: ConsoleState): object {
  return {
    url,
    issuer,
    audience,
    apis: apis().map(({ name, apiType, url, routes }) => ({ name, apiType, url, routes })),
    algorithms,
    apiKeys: Array.from(consumers, ([key, consumer]) => ({ key, consumer })),
    keys: controls.keys.published().map(({ kid, alg }) => ({ kid, alg })),
    withdrawn: controls.keys.withdrawn(),
    endpoint: controls.mode(),
  };
}
