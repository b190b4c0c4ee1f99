import { createRemoteJWKSet, jwtVerify } from 'jose';
import { allow } from './allow.ts';
import { type TokenEvent, tokenOf } from './token-event.ts';

const { ISSUER = '', AUDIENCE = '' } = process.env;
const keys = createRemoteJWKSet(new URL(`${ISSUER}/.well-known/jwks.json`));
const expected = { issuer: ISSUER, audience: AUDIENCE, algorithms: ['EdDSA', 'RS256'] };

/** The smallest correct authorizer with jose. */
export async function handler(event: TokenEvent) {
  const { payload } = await jwtVerify(tokenOf(event), keys, expected);
  return allow(payload.sub, event.methodArn);
}
