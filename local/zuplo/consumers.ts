import type { TokenOptions } from './mint-token.ts';

/** An API key, the consumer that it belongs to, and the tokens that replace it. */
export interface Consumer {
  readonly apiKey: string;
  /** The consumer's name, which Zuplo makes the user's `sub`. */
  readonly name: string;
  readonly token: TokenOptions;
}

/** The stand-in's consumers without a file of others. None of these keys is secret. */
export const defaultConsumers: readonly Consumer[] = [
  { apiKey: 'YOUR_API_KEY', name: 'your-consumer', token: { sub: 'your-consumer' } },
  { apiKey: 'ALICE_API_KEY', name: 'alice', token: { sub: 'alice' } },
  { apiKey: 'BOB_API_KEY', name: 'bob', token: { sub: 'bob' } },
];

/** Returns the consumer whose API key an Authorization header carries; undefined for an unknown key. */
export function consumerOf(
  authorization: string | undefined,
  consumers: readonly Consumer[],
): Consumer | undefined {
  const key = /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  return consumers.find(({ apiKey }) => apiKey === key);
}
