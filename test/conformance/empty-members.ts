import { changedKey } from './changed-key.ts';
import { byJson, type ConformanceCase, cases } from './conformance-case.ts';
import type { ConformanceContext } from './context.ts';
import type { Signer } from './signer.ts';

/** Some issuers write the optional members that a key does not have as null, or empty. */
export function emptyMemberCases(context: ConformanceContext): readonly ConformanceCase[] {
  const { EdDSA, RS256, ES256 } = context.signers;
  const row = (by: Signer, rfc: string, member: string, values: readonly unknown[]) =>
    changedKey(context, by, rfc, byJson(member, values), (value) => ({ [member]: value }), 'allow');
  const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth'];
  const all = Object.fromEntries(
    [...privateMembers, 'crv', 'x', 'y', 'k'].map((name) => [name, null]),
  );
  return [
    ...row(EdDSA, 'RFC 7517 §4.2', 'use', ['', null]),
    ...row(ES256, 'RFC 7517 §4.3', 'key_ops', [[], null]),
    ...row(RS256, 'RFC 7517 §4.4', 'alg', ['', null]),
    ...row(EdDSA, 'RFC 7517 §4.4', 'alg', [null]),
    ...[EdDSA, RS256, ES256].flatMap((signer) => row(signer, 'RFC 7517 §9.2', 'd', [null, ''])),
    ...privateMembers
      .slice(1)
      .flatMap((member) => row(RS256, 'RFC 7518 §6.3.2', member, [null, '', []])),
    ...row(RS256, 'RFC 7518 §6.3', 'crv', [null, '']),
    ...changedKey(
      context,
      RS256,
      'RFC 7517 §4',
      { 'all other members null': all },
      (members) => members,
      'allow',
    ),
    ...cases('allow', 'RFC 7517 §4.5', {
      'EdDSA key with kid null, a token without kid': {
        token: context.token({}, { kid: undefined }),
        jwks: { keys: [{ ...EdDSA.jwk, kid: null }] },
      },
    }),
  ];
}
