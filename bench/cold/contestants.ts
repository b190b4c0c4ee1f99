import type { BenchAlgorithm } from './issuer.ts';

/** An authorizer in the comparison. */
export interface Contestant {
  readonly name: string;
  /** Its source, from the project's folder. */
  readonly entry: string;
  /** CommonJS for packages that are CommonJS only. @default esm */
  readonly format?: 'esm' | 'cjs';
  /** The algorithm of its token. */
  readonly algorithm: BenchAlgorithm;
}

const authorizers = 'bench/cold/authorizers';

/** The reference. */
export const empty: Contestant = {
  name: 'empty handler',
  entry: `${authorizers}/empty.ts`,
  algorithm: 'EdDSA',
};

/** The null control: shows how far equal contestants differ on this machine. */
export const control: Contestant = { ...empty, name: 'empty handler again' };

const own = 'lambdas/authorizer/handler.ts';

export const contestants: readonly Contestant[] = [
  empty,
  control,
  { name: 'this authorizer, EdDSA', entry: own, algorithm: 'EdDSA' },
  { name: 'this authorizer, RS256', entry: own, algorithm: 'RS256' },
  {
    name: 'aws-jwt-verify, EdDSA',
    entry: `${authorizers}/aws-jwt-verify.ts`,
    algorithm: 'EdDSA',
  },
  { name: 'jose, EdDSA', entry: `${authorizers}/jose.ts`, algorithm: 'EdDSA' },
  {
    name: 'jsonwebtoken with jwks-rsa, RS256',
    entry: `${authorizers}/jsonwebtoken.ts`,
    format: 'cjs',
    algorithm: 'RS256',
  },
];
