import { isJsonObject } from 'local-gateway/json';

/** What only a private key has (RFC 7518 sections 6.2.2 and 6.3.2). */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'];

/** Gives the members of a JWK that only a private key has. */
export function privateMembersOf(jwk: unknown): readonly string[] {
  return isJsonObject(jwk) ? privateMembers.filter((member) => member in jwk) : [];
}
