import { defaultStage } from '../../lib/settings/stages.ts';
import type { Flavour } from './responses.ts';

/** Where the API is: an address, or a pattern of addresses with a default for each variable. */
export interface Server {
  readonly url: string;
  readonly variables?: Readonly<Record<string, { readonly default: string; description: string }>>;
}

/** Gives the server of a document; without an address, the pattern of API Gateway's own addresses. */
export function server(flavour: Flavour, url: string | undefined): Server {
  if (url !== undefined) return { url };
  const address = 'https://{id}.execute-api.{region}.amazonaws.com';
  const variables = {
    id: { default: 'abcde12345', description: "The API's id: the deployment prints ApiUrl." },
    region: { default: 'us-east-1', description: 'The AWS Region that it is deployed in.' },
  };
  if (flavour === 'http') return { url: address, variables };
  const stage = { default: defaultStage, description: 'The stage that is deployed.' };
  return { url: `${address}/{stage}`, variables: { ...variables, stage } };
}
