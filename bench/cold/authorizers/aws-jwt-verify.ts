import { JwtVerifier } from 'aws-jwt-verify';
import { allow } from './allow.ts';
import { type TokenEvent, tokenOf } from './token-event.ts';

const { ISSUER = '', AUDIENCE = '' } = process.env;
const verifier = JwtVerifier.create({
  issuer: ISSUER,
  audience: AUDIENCE,
  jwksUri: `${ISSUER}/.well-known/jwks.json`,
});

/** The smallest correct authorizer with aws-jwt-verify. */
export async function handler(event: TokenEvent) {
  const { sub } = await verifier.verify(tokenOf(event));
  return allow(sub, event.methodArn);
}
