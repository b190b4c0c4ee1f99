import type { ApiType } from '../../contract/api-type.ts';
import { stageSetting } from '../../lib/settings/stages.ts';

/** The URL of an API, which may have variables. */
export interface Server {
  readonly url: string;
  readonly variables?: Readonly<
    Record<string, { readonly default: string; readonly description: string }>
  >;
}

/** Returns a document's server; without a URL, that of API Gateway with variables. */
export function server(api: ApiType, url: string | undefined): Server {
  if (url !== undefined) return { url };
  const gatewayUrl = 'https://{id}.execute-api.{region}.amazonaws.com';
  const variables = {
    id: { default: 'abcde12345', description: "The API's id, as in the stack output ApiUrl." },
    region: { default: 'us-east-1', description: 'The AWS Region of the stack.' },
  };
  if (api === 'http') return { url: gatewayUrl, variables };
  const stage = { default: stageSetting.read(undefined, () => {}), description: 'The stage.' };
  return { url: `${gatewayUrl}/{stage}`, variables: { ...variables, stage } };
}
