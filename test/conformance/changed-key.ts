import { type ConformanceCase, cases, prefixed } from './conformance-case.ts';
import type { ConformanceContext } from './context.ts';
import type { Signer } from './signer.ts';

export type Members = Readonly<Record<string, unknown>>;

/** Returns cases in which the only published key is the signer's, with changed members. */
export function changedKey<T>(
  { token }: ConformanceContext,
  signer: Signer,
  rfc: string,
  values: Readonly<Record<string, T>>,
  toMembers: (value: T) => Members,
  expected: ConformanceCase['expected'] = 'unknown_key',
): readonly ConformanceCase[] {
  return cases(expected, rfc, prefixed(`${signer.alg} key with`, values), (value) => ({
    token: token({}, { kid: signer.alg }, signer),
    jwks: { keys: [{ ...signer.jwk, kid: signer.alg, ...toMembers(value) }] },
  }));
}
