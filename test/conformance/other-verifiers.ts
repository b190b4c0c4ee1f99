import { JwtVerifier } from 'aws-jwt-verify';
import { createLocalJWKSet, decodeJwt, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import type { PublishedSet } from './conformance-case.ts';
import { audience, leewaySeconds, now, secondAudience, type World } from './world.ts';

/** What another library says of a token: `allows`, or `refuses` and the name it gives the fault. */
export interface Verdict {
  readonly allows: boolean;
  readonly fault: string;
}

/** Gives a library's verdict on a token, with this set published by the world's issuer. */
export type OtherVerifier = (world: World, keySet: PublishedSet, token: string) => Promise<Verdict>;

const audiences = [audience, secondAudience];

/** aws-jwt-verify as its documentation shows it, told issuer, audience and leeway; it reads the clock itself. */
export const awsJwtVerify: OtherVerifier = (world, keySet, token) =>
  verdict(() => {
    const sets = setsOf(world, keySet);
    const verifier = JwtVerifier.create(
      Object.keys(sets).map((issuer) => ({
        issuer,
        audience: audiences,
        jwksUri: `${issuer}/.well-known/jwks.json`,
        graceSeconds: leewaySeconds,
      })),
    );
    for (const [issuer, set] of Object.entries(sets)) {
      verifier.cacheJwks(set as Parameters<typeof verifier.cacheJwks>[0], issuer);
    }
    return verifier.verifySync(token);
  });

/** jose as its documentation shows it, told issuer, audience and leeway. */
export const jose: OtherVerifier = (world, keySet, token) =>
  verdict(async () => {
    const sets = setsOf(world, keySet);
    const { iss = '' } = decodeJwt(token);
    const set = sets[iss] ?? keySet;
    return jwtVerify(token, createLocalJWKSet(set as unknown as JSONWebKeySet), {
      issuer: Object.keys(sets),
      audience: audiences,
      clockTolerance: leewaySeconds,
      currentDate: new Date(now * 1000),
    });
  });

function setsOf(world: World, keySet: PublishedSet): Readonly<Record<string, PublishedSet>> {
  return { [world.issuer]: keySet, [world.secondIssuer]: world.secondKeySet };
}

async function verdict(verify: () => unknown): Promise<Verdict> {
  try {
    await verify();
    return { allows: true, fault: '' };
  } catch (error) {
    return { allows: false, fault: faultName(error) };
  }
}

function faultName(error: unknown): string {
  if (error instanceof errors.JOSEError) return error.code;
  return error instanceof Error ? error.constructor.name : typeof error;
}
