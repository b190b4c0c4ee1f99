import type { RejectionReason } from '../../lambdas/authorizer/token-rejected-error.ts';
import { type ConformanceCase, refuse } from './conformance-case.ts';
import { withSignature } from './signatures.ts';
import { compact } from './signer.ts';
import { now, type World } from './world.ts';

/**
 * Tokens with two faults: the first in the order of checks is the reason. What an attacker can write
 * without a key is judged before the keys, what only the issuer can write after them.
 */
export function orderCases(world: World): readonly ConformanceCase[] {
  const { token, under, strangers, claims } = world;
  const stranger = strangers.EdDSA;
  const short = (text: string) => withSignature(text, (octets) => octets.subarray(1));
  const doubled = '"alg":"EdDSA","alg":"EdDSA"';
  const evil = { iss: 'https://evil.example' };
  const expired = { exp: now - 100 };
  const rows: readonly (readonly [RejectionReason, string, string])[] = [
    [
      'malformed_token',
      'a payload that is no object, before crit',
      compact(stranger, { alg: 'EdDSA', crit: ['x'] }, '[]'),
    ],
    ['malformed_token', 'a member twice, before crit', under(`{${doubled},"crit":["x"]}`)],
    ['malformed_token', 'a member twice, before typ', under(`{${doubled},"typ":"JWE"}`)],
    ['malformed_token', 'a member twice, before alg', under('{"alg":"none","alg":"none"}')],
    ['unsupported_critical_header', 'crit, before typ', token({}, { crit: ['x'], typ: 'JWE' })],
    ['unsupported_critical_header', 'crit, before alg', token({}, { crit: ['x'], alg: 'none' })],
    [
      'unsupported_critical_header',
      'crit, before the signature',
      token({}, { crit: ['x'] }, stranger),
    ],
    ['unsupported_type', 'typ, before alg', token({}, { typ: 'JWE', alg: 'none' })],
    ['unsupported_type', 'typ, before kid', token({}, { typ: 'JWE', kid: 1 })],
    ['unsupported_type', 'typ, before the signature', token({}, { typ: 'JWE' }, stranger)],
    ['unsupported_algorithm', 'alg, before kid', token({}, { alg: 'HS256', kid: 1 })],
    ['unsupported_algorithm', 'alg, before the issuer', token(evil, { alg: 'HS256' })],
    ['malformed_token', "kid's type, before the signature's length", short(token({}, { kid: 1 }))],
    ['malformed_token', "kid's type, before the issuer", token(evil, { kid: 1 })],
    ['bad_signature', "the signature's length, before the issuer", short(token(evil))],
    [
      'bad_signature',
      "the signature's length, before the key",
      short(token({}, { kid: 'nobody' })),
    ],
    ['unknown_issuer', 'the issuer, before the key', token(evil, { kid: 'nobody' })],
    ['unknown_issuer', 'the issuer, before the signature', token(evil, {}, stranger)],
    ['unknown_issuer', 'the issuer, before the audience', token({ ...evil, aud: 'other' })],
    ['unknown_issuer', 'the issuer, before the expiry', token({ ...evil, ...expired })],
    ['unknown_key', 'the key, before the audience', token({ aud: 'other' }, { kid: 'nobody' })],
    ['unknown_key', 'the key, before the expiry', token(expired, { kid: 'nobody' })],
    ['bad_signature', 'the signature, before the audience', token({ aud: 'other' }, {}, stranger)],
    [
      'bad_signature',
      'the signature, before a missing expiry',
      token({ exp: undefined }, {}, stranger),
    ],
    ['bad_signature', 'the signature, before the expiry', token(expired, {}, stranger)],
    ['bad_signature', 'the signature, before nbf', token({ nbf: now + 100 }, {}, stranger)],
    ['bad_signature', 'the signature, before the subject', token({ sub: undefined }, {}, stranger)],
    [
      'wrong_audience',
      'the audience, before a missing expiry',
      token({ aud: 'other', exp: undefined }),
    ],
    ['wrong_audience', 'the audience, before the expiry', token({ aud: 'other', ...expired })],
    ['missing_expiry', 'a missing expiry, before nbf', token({ exp: undefined, nbf: now + 100 })],
    [
      'missing_expiry',
      'a missing expiry, before the subject',
      token({ exp: undefined, sub: undefined }),
    ],
    ['expired', 'the expiry, before nbf', token({ ...expired, nbf: now + 100 })],
    ['expired', 'the expiry, before the subject', token({ ...expired, sub: undefined })],
    ['not_yet_valid', 'nbf, before the subject', token({ nbf: now + 100, sub: undefined })],
    ['unknown_issuer', 'no claims at all', compact(stranger, { alg: 'EdDSA' }, {})],
    ['wrong_audience', 'the issuer alone', world.over({ iss: claims['iss'] })],
  ];
  return rows.map(([expected, name, text]) => refuse(expected, name, 'RFC 7519 §7.2', text));
}
