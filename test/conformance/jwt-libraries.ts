import { JwtVerifier } from 'aws-jwt-verify';
import { createLocalJWKSet, decodeJwt, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import type { PublishedJwks } from './conformance-case.ts';
import {
  audience,
  type ConformanceContext,
  leewaySeconds,
  now,
  secondAudience,
} from './context.ts';

/** `allow`, or the name or code of the library's error. */
export type LibraryResult = string;

type Library = (
  context: ConformanceContext,
  jwks: PublishedJwks,
  token: string,
) => Promise<LibraryResult>;

const audiences = [audience, secondAudience];

/** Verifies a token with aws-jwt-verify as its documentation shows; it reads the clock itself. */
export const awsJwtVerify: Library = (context, jwks, token) =>
  resultOf(() => {
    const verifier = verifiers.get(jwks) ?? awsVerifier(context, jwks);
    verifiers.set(jwks, verifier);
    return verifier.verifySync(token);
  });

const verifiers = new WeakMap<PublishedJwks, ReturnType<typeof awsVerifier>>();

function awsVerifier(context: ConformanceContext, jwks: PublishedJwks) {
  const published = byIssuer(context, jwks);
  const verifier = JwtVerifier.create(
    Object.keys(published).map((issuer) => ({
      issuer,
      audience: audiences,
      jwksUri: `${issuer}/.well-known/jwks.json`,
      graceSeconds: leewaySeconds,
    })),
  );
  for (const [issuer, set] of Object.entries(published)) {
    verifier.cacheJwks(set as Parameters<typeof verifier.cacheJwks>[0], issuer);
  }
  return verifier;
}

/** Verifies a token with jose as its documentation shows. */
export const jose: Library = (context, jwks, token) =>
  resultOf(() => {
    const published = byIssuer(context, jwks);
    const { iss = '' } = decodeJwt(token);
    const set = (published[iss] ?? jwks) as unknown as JSONWebKeySet;
    return jwtVerify(token, createLocalJWKSet(set), {
      issuer: Object.keys(published),
      audience: audiences,
      clockTolerance: leewaySeconds,
      currentDate: new Date(now * 1000),
    });
  });

function byIssuer(
  { issuer, secondIssuer, secondJwks }: ConformanceContext,
  jwks: PublishedJwks,
): Readonly<Record<string, PublishedJwks>> {
  return { [issuer]: jwks, [secondIssuer]: secondJwks };
}

/** Runs a verification and returns its result. */
export async function resultOf(verify: () => unknown): Promise<LibraryResult> {
  try {
    await verify();
    return 'allow';
  } catch (error) {
    if (error instanceof errors.JOSEError) return error.code;
    return error instanceof Error ? error.constructor.name : typeof error;
  }
}
