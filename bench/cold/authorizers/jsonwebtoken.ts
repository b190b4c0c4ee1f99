import { promisify } from 'node:util';
import jsonwebtoken, { type JwtHeader, type SigningKeyCallback } from 'jsonwebtoken';
import { JwksClient } from 'jwks-rsa';
import { allow } from './allow.ts';
import { type TokenEvent, tokenOf } from './token-event.ts';

const { ISSUER = '', AUDIENCE = '' } = process.env;
const client = new JwksClient({ jwksUri: `${ISSUER}/.well-known/jwks.json`, cache: true });
const verify = promisify<
  string,
  jsonwebtoken.GetPublicKeyOrSecret,
  jsonwebtoken.VerifyOptions,
  unknown
>(jsonwebtoken.verify);

/** The smallest correct authorizer with jsonwebtoken and jwks-rsa. */
export async function handler(event: TokenEvent) {
  const key = ({ kid }: JwtHeader, done: SigningKeyCallback) => {
    client.getSigningKey(kid).then((found) => done(null, found.getPublicKey()), done);
  };
  const claims = await verify(tokenOf(event), key, {
    issuer: ISSUER,
    audience: AUDIENCE,
    algorithms: ['RS256'],
  });
  return allow((claims as { sub?: string }).sub, event.methodArn);
}
