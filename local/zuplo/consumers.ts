/** The stand-in's consumers, by API key. None of these keys is secret. */
export const consumers: ReadonlyMap<string, string> = new Map([
  ['YOUR_API_KEY', 'your-consumer'],
  ['ALICE_API_KEY', 'alice'],
  ['BOB_API_KEY', 'bob'],
]);

/** Returns the consumer whose API key an Authorization header carries; undefined for an unknown key. */
export function consumerOf(authorization: string | undefined): string | undefined {
  const key = /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  return key === undefined ? undefined : consumers.get(key);
}
