/** Who may call through the stand-in: consumer by API key. Nothing here is a secret. */
export const consumers: ReadonlyMap<string, string> = new Map([
  ['YOUR_API_KEY', 'your-consumer'],
  ['ALICE_API_KEY', 'alice'],
  ['BOB_API_KEY', 'bob'],
]);

/** The consumer whose API key an Authorization header carries as a bearer token, if any. */
export function consumerOf(authorization: string | undefined): string | undefined {
  const key = /^bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  return key === undefined ? undefined : consumers.get(key);
}
