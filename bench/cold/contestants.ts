import type { ContestantCode } from './bundles.ts';
import type { BenchAlgorithm } from './issuer.ts';

/** An authorizer in the comparison. */
export interface Contestant extends ContestantCode {
  /** What its token is signed with. */
  readonly algorithm: BenchAlgorithm;
  /** NODE_OPTIONS, as far as it is deployed with any. */
  readonly nodeOptions?: string;
  /** Plain http, to see what TLS costs. @default false */
  readonly plain?: boolean;
  /** Takes part where a minute is to be saved. */
  readonly isCore: boolean;
}

const own = '../../lambdas/authorizer/handler.ts';
const asDeployed = { entry: own, sourcemap: true } as const;

/** The yardstick, and its double, which tells how far two equal contestants can drift apart. */
export const empty: Contestant = {
  name: 'empty handler',
  entry: 'authorizers/empty.ts',
  algorithm: 'EdDSA',
  isCore: true,
};

export const contestants: readonly Contestant[] = [
  empty,
  { ...empty, name: 'empty handler again' },
  { name: 'ours, EdDSA', ...asDeployed, algorithm: 'EdDSA', isCore: true },
  { name: 'ours, RS256', ...asDeployed, algorithm: 'RS256', isCore: true },
  {
    name: 'ours, EdDSA, with stacks mapped',
    ...asDeployed,
    nodeOptions: '--enable-source-maps',
    algorithm: 'EdDSA',
    isCore: false,
  },
  { name: 'ours, EdDSA, http', ...asDeployed, algorithm: 'EdDSA', plain: true, isCore: false },
  {
    name: 'aws-jwt-verify, EdDSA',
    entry: 'authorizers/aws-jwt-verify.ts',
    algorithm: 'EdDSA',
    isCore: true,
  },
  { name: 'jose, EdDSA', entry: 'authorizers/jose.ts', algorithm: 'EdDSA', isCore: false },
  {
    name: 'jsonwebtoken with jwks-rsa, RS256',
    entry: 'authorizers/jsonwebtoken.ts',
    format: 'cjs',
    algorithm: 'RS256',
    isCore: true,
  },
];
