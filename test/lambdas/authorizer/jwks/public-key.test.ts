import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  publicKey,
  type UnusableKeyReason,
} from '../../../../lambdas/authorizer/jwks/public-key.ts';
import { signingKey } from '../../../signing.ts';

const ed25519 = signingKey('EdDSA').jwk;
const rsa = signingKey('RS256').jwk;
const p256 = signingKey('ES256').jwk;

const rsaAlgorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];

const secp256k1 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey;
const rsa1024 = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey;

/** Returns the same number with a leading zero byte (RFC 7518 section 6.2.1.2 requires the curve's length). */
function padded(coordinate: unknown): string {
  const bytes = Buffer.from(String(coordinate), 'base64url');
  return Buffer.concat([Buffer.alloc(1), bytes]).toString('base64url');
}

describe('publicKey', () => {
  test.each([
    ['Ed25519', ed25519, ['EdDSA']],
    ['Ed25519 with its newer name', { ...ed25519, alg: 'Ed25519' }, ['EdDSA']],
    ['RSA', rsa, rsaAlgorithms],
    ['RSA with the smallest exponent', { ...rsa, e: 'Aw' }, rsaAlgorithms],
    [
      'RSA of 8192 bits',
      { ...rsa, n: Buffer.alloc(1024, 0xff).toString('base64url') },
      rsaAlgorithms,
    ],
    ['RSA for PS256', { ...rsa, alg: 'PS256' }, ['PS256']],
    [
      'null and empty members',
      { ...rsa, d: null, oth: [], use: null, key_ops: [], alg: '' },
      rsaAlgorithms,
    ],
    ['null instead of a curve and a kid', { ...rsa, crv: null, kid: null }, rsaAlgorithms],
    ['an empty curve', { ...rsa, crv: '' }, rsaAlgorithms],
    ['RSA for one algorithm', { ...rsa, alg: 'RS512' }, ['RS512']],
    ['P-256', p256, ['ES256']],
    ['P-384', signingKey('ES384').jwk, ['ES384']],
    ['P-521', signingKey('ES512').jwk, ['ES512']],
    [
      'use and key_ops for verification',
      { ...ed25519, use: 'sig', key_ops: ['verify', 'x'] },
      ['EdDSA'],
    ],
    ['unknown members', { ...ed25519, x5c: ['?'], ext: true }, ['EdDSA']],
  ])('imports a key with its algorithms: %s', (_, jwk, algorithms) => {
    expect(publicKey(jwk)).toMatchObject({ algorithms });
  });

  test.each<[UnusableKeyReason, string, unknown]>([
    ['not_an_object', 'it is text', 'key'],
    ['not_an_object', 'it is null', null],
    ['not_an_object', 'it is an array', [ed25519]],
    ['unsupported_type', 'it has no kty', { ...ed25519, kty: undefined }],
    ['unsupported_type', 'its kty is an object', { ...ed25519, kty: { toString: 1 } }],
    ['unsupported_type', 'its crv is an object', { ...ed25519, crv: { toString: 1 } }],
    ['unsupported_type', 'its curve is null', { ...ed25519, crv: null }],
    ['unsupported_type', 'it is symmetric', { kty: 'oct', k: 'c2VjcmV0' }],
    ['unsupported_type', 'it is X25519', { ...ed25519, crv: 'X25519' }],
    ['unsupported_type', 'it is secp256k1', secp256k1.export({ format: 'jwk' })],
    ['unsupported_type', 'it is RSA with a curve', { ...rsa, crv: 'P-256' }],
    ['other_use', 'it is for encryption', { ...rsa, use: 'enc' }],
    ['other_use', 'it may only sign', { ...ed25519, key_ops: ['sign'] }],
    ['other_use', 'its key_ops is not an array', { ...ed25519, key_ops: 'verify' }],
    ['unsupported_algorithm', 'its alg does not fit its type', { ...ed25519, alg: 'RS256' }],
    ['unsupported_algorithm', 'its alg is unsupported', { ...rsa, alg: 'RSA-OAEP' }],
    ['private', 'it is a private key', { ...ed25519, d: ed25519['x'] }],
    [
      'private',
      'it is a private key of an unsupported type',
      { kty: 'OKP', crv: 'X25519', d: 'AQ' },
    ],
    ...['p', 'q', 'dp', 'dq', 'qi', 'oth'].map((member): [UnusableKeyReason, string, unknown] => [
      'private',
      `it has ${member}, a member of a private key`,
      { ...rsa, [member]: rsa['e'] },
    ]),
    ['weak', 'it is RSA of 1024 bits', rsa1024.export({ format: 'jwk' })],
    ['weak', 'its RSA exponent is 1', { ...rsa, e: 'AQ' }],
    ['weak', 'its RSA exponent is even', { ...rsa, e: 'AQAA' }],
    ['weak', 'its RSA modulus is longer than 8192 bits', { ...rsa, n: `_${'A'.repeat(1366)}` }],
    ['malformed', 'its kid is not text', { ...ed25519, kid: 1 }],
    ['malformed', 'its n is empty', { ...rsa, n: '' }],
    ['malformed', 'its point is not on the curve', { ...p256, y: p256['x'] }],
    ['malformed', 'its point is on another curve than its crv', { ...p256, crv: 'P-384' }],
    ['malformed', 'its x is not base64url', { ...ed25519, x: `${ed25519['x']}=` }],
    ['malformed', 'its x is too short', { ...ed25519, x: 'AAAA' }],
    ['malformed', 'its x has an extra leading zero', { ...p256, x: padded(p256['x']) }],
    ['malformed', 'its x is not text', { ...ed25519, x: 1 }],
  ])('returns %s if %s', (reason, _, jwk) => {
    expect(publicKey(jwk)).toBe(reason);
  });

  // Orders 1, 2, 4 and 8, RFC 8032's curve; the sign bit and values of y beyond the prime included.
  test.each([
    '00'.repeat(32),
    `01${'00'.repeat(31)}`,
    `${'00'.repeat(31)}80`,
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    `ec${'ff'.repeat(30)}7f`,
    `ed${'ff'.repeat(30)}7f`,
    `ee${'ff'.repeat(30)}ff`,
  ])('returns weak for the Ed25519 point of small order %s', (hex) => {
    const x = Buffer.from(hex, 'hex').toString('base64url');
    expect(publicKey({ kty: 'OKP', crv: 'Ed25519', x })).toBe('weak');
  });
});
