import { createPublicKey } from 'node:crypto';
import { JwtVerifier } from 'aws-jwt-verify';
import { createVerifier } from 'fast-jwt';
import { createLocalJWKSet, jwtVerify } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import type { SigningKey } from '../../test/signing.ts';
import { audience } from './tokens.ts';

type Verify = (token: string) => { sub?: unknown } | Promise<{ sub?: unknown }>;
type Event = { readonly identitySource?: readonly string[]; readonly routeArn?: string };

type Handler = (event: unknown) => Promise<unknown>;

/**
 * Returns the smallest correct authorizer with each library: bearer token, issuer, audience, expiry, subject,
 * policy. Keys are in memory, so that only verification is compared.
 */
export function otherLibraries(
  key: SigningKey,
  kid: string,
  issuer: string,
): Readonly<Record<string, Handler>> {
  const jwks = { keys: [{ ...key.jwk, kid, alg: key.alg, use: 'sig' }] };
  const pem = createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' });
  return {
    // aws-jwt-verify does not support RSASSA-PSS, jsonwebtoken not EdDSA.
    ...(!key.alg.startsWith('PS') && {
      'aws-jwt-verify': authorizer(withAwsJwtVerify(issuer, jwks)),
    }),
    jose: authorizer(withJose(issuer, jwks)),
    'fast-jwt': authorizer(withFastJwt(issuer, pem, key.alg)),
    ...(key.alg !== 'EdDSA' && {
      jsonwebtoken: authorizer(withJsonwebtoken(issuer, pem, key.alg)),
    }),
  };
}

function authorizer(verify: Verify): Handler {
  return async (event) => {
    const { identitySource, routeArn = '' } = event as Event;
    const token = /^Bearer +(\S+)$/i.exec(identitySource?.[0] ?? '')?.[1] ?? '';
    const { sub } = await verify(token);
    if (typeof sub !== 'string' || sub === '') throw new Error('no subject');
    const Resource = `${routeArn.split('/', 2).join('/')}/*`;
    const Statement = [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource }];
    return {
      principalId: sub,
      policyDocument: { Version: '2012-10-17', Statement },
      context: { sub },
    };
  };
}

function withAwsJwtVerify(issuer: string, jwks: { keys: object[] }): Verify {
  const verifier = JwtVerifier.create({ issuer, audience, graceSeconds: 3 });
  verifier.cacheJwks(jwks as never);
  return (token) => verifier.verifySync(token);
}

function withJose(issuer: string, jwks: { keys: object[] }): Verify {
  const keys = createLocalJWKSet(jwks as never);
  const options = { issuer, audience, clockTolerance: 3, requiredClaims: ['exp'] };
  return async (token) => (await jwtVerify(token, keys, options)).payload;
}

function withFastJwt(issuer: string, pem: string | Buffer, alg: string): Verify {
  return createVerifier({
    key: String(pem),
    algorithms: [alg as never],
    allowedIss: issuer,
    allowedAud: audience,
    clockTolerance: 3000,
    requiredClaims: ['exp'],
    cache: false,
  });
}

function withJsonwebtoken(issuer: string, pem: string | Buffer, alg: string): Verify {
  const options = { issuer, audience, clockTolerance: 3, algorithms: [alg as never] };
  return (token) => jsonwebtoken.verify(token, String(pem), options) as { sub?: unknown };
}
