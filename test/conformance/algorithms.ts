import {
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { byJson, type ConformanceCase, cases, prefixed } from './conformance-case.ts';
import type { Algorithm, ConformanceContext } from './context.ts';
import { compact, signingInput } from './signer.ts';

/** Algorithm confusion: tokens that are really signed, with public information or with the wrong key. */
export function algorithmCases(context: ConformanceContext): readonly ConformanceCase[] {
  return [
    ...unsigned(context),
    ...symmetric(context),
    ...unsupported(context),
    ...otherKeys(context),
    ...otherCurves(context),
  ];
}

function unsigned(context: ConformanceContext): readonly ConformanceCase[] {
  const none = byJson('alg', ['none', 'None', 'NONE', 'nOnE']);
  const [header, payload, signature] = context.token().split('.');
  return [
    ...cases(
      'malformed_token',
      'RFC 8725 §3.2',
      prefixed('no signature,', none),
      (alg) => `${signingInput({ alg }, context.claims)}.`,
    ),
    ...cases(
      'unsupported_algorithm',
      'RFC 8725 §3.2',
      prefixed('signed with a published key,', none),
      (alg) => context.token({}, { alg, kid: 'EdDSA' }),
    ),
    ...cases('malformed_token', 'RFC 7515 §7.1', {
      'valid token without its signature': `${header}.${payload}.`,
      'valid token without its signature and last dot': `${header}.${payload}`,
      'signature alone': `..${signature}`,
    }),
  ];
}

/** A public key used as an HMAC secret proves nothing (RFC 8725 section 2.1). */
function symmetric(context: ConformanceContext): readonly ConformanceCase[] {
  const reason = 'unsupported_algorithm';
  const withHmac = (alg: string, kid: string, secret: string | Buffer) => {
    const digest = `sha${alg.slice(2)}`;
    const mac = (input: string) => createHmac(digest, secret).update(input).digest();
    return compact({ sign: mac }, { alg, kid }, context.claims);
  };
  const confused = (['EdDSA', 'RS256', 'ES256'] as const).flatMap((alg) => {
    const { privateKey, jwk } = context.signers[alg];
    return cases(
      reason,
      'RFC 8725 §2.1',
      prefixed(`HS256, the secret is the ${alg} key`, encodings(createPublicKey(privateKey), jwk)),
      (secret) => withHmac('HS256', alg, secret),
    );
  });
  const raw = Buffer.from(String(context.signers.EdDSA.jwk['x']), 'base64url');
  const secret = randomBytes(64);
  const jwks = { keys: [{ kty: 'oct', k: secret.toString('base64url'), kid: 'secret' }] };
  return [
    ...confused,
    ...cases(reason, 'RFC 8725 §2.1', {
      "HS256, the secret is the Ed25519 key's bytes": withHmac('HS256', 'EdDSA', raw),
    }),
    ...cases(
      reason,
      'RFC 7518 §3.2',
      prefixed('published symmetric key,', { HS256: 'HS256', HS384: 'HS384', HS512: 'HS512' }),
      (alg) => ({ token: withHmac(alg, 'secret', secret), jwks }),
    ),
    ...cases(reason, 'RFC 8725 §3.5', {
      'HS256 with an empty secret': withHmac('HS256', 'EdDSA', ''),
      'HS256 with a secret of one zero byte': withHmac('HS256', 'EdDSA', '\0'),
    }),
    ...cases('unknown_key', 'RFC 8037 §3.1', {
      'EdDSA with the kid of a symmetric key': {
        token: context.token({}, { kid: 'secret' }),
        jwks,
      },
    }),
  ];
}

function encodings(key: KeyObject, jwk: object): Readonly<Record<string, string | Buffer>> {
  const pem = String(key.export({ type: 'spki', format: 'pem' }));
  return {
    'as PEM': pem,
    'as PEM without a final line break': pem.trim(),
    'as DER': key.export({ type: 'spki', format: 'der' }),
    'as a JWK': JSON.stringify(jwk),
  };
}

function unsupported(context: ConformanceContext): readonly ConformanceCase[] {
  const reason = 'unsupported_algorithm';
  const rfc = 'RFC 7515 §4.1.1';
  const values: readonly unknown[] = [
    ...['eddsa', 'EDDSA', 'Eddsa', 'EdDSA ', ' EdDSA', 'EdDSA\u0000', 'EdDSA,RS256', 'ed25519'],
    ...[
      'ED25519',
      'Ed25519ph',
      'Ed25519ctx',
      'Ed448',
      'ES256K',
      'EdDSA25519',
      'PS1',
      'ps256',
      'HS256',
      'RS1',
      'RSA',
      '',
      'constructor',
      '__proto__',
    ],
    ...['toString', 'hasOwnProperty', '\u0415dDSA', 'dir', 'A128KW', 'RSA-OAEP'],
  ];
  return [
    ...cases(reason, rfc, prefixed('signed with EdDSA,', byJson('alg', values)), (alg) =>
      context.token({}, { alg }),
    ),
    ...cases(reason, rfc, {
      'signed with EdDSA, alg missing': context.token({}, { alg: undefined }),
    }),
    ...cases<unknown>(
      'malformed_token',
      rfc,
      prefixed(
        'signed with EdDSA,',
        byJson<unknown>('alg', [null, true, 1, ['EdDSA'], { alg: 'EdDSA' }, []]),
      ),
      (alg) => context.token({}, { alg }),
    ),
    ...cases(reason, rfc, { 'empty header': context.withHeader('{}') }),
    ...cases(
      reason,
      rfc,
      prefixed('signed with RS256,', byJson('alg', ['rs256', 'Rs256', 'RS-256', 'RS256 '])),
      (alg) => context.token({}, { alg }, context.signers.RS256),
    ),
  ];
}

/** Pairs of the header's algorithm and the key that signs. */
type Mismatch = readonly [alg: Algorithm, by: Algorithm];

const otherSignatureLength: readonly Mismatch[] = [
  ...([
    ['EdDSA', 'RS256'],
    ['EdDSA', 'ES384'],
    ['EdDSA', 'ES512'],
  ] as const),
  ...([
    ['ES256', 'RS256'],
    ['ES256', 'ES384'],
    ['ES256', 'ES512'],
  ] as const),
  ...([
    ['ES384', 'ES256'],
    ['ES384', 'EdDSA'],
    ['ES384', 'ES512'],
  ] as const),
  ...([
    ['ES512', 'ES256'],
    ['ES512', 'ES384'],
    ['ES512', 'RS512'],
  ] as const),
];
const otherKeyType: readonly Mismatch[] = [
  ...([
    ['EdDSA', 'ES256'],
    ['ES256', 'EdDSA'],
    ['RS256', 'EdDSA'],
    ['RS256', 'ES256'],
  ] as const),
  ...([
    ['RS384', 'ES384'],
    ['RS512', 'ES512'],
    ['RS256', 'RS512'],
    ['RS512', 'RS256'],
  ] as const),
  ...([
    ['RS384', 'RS256'],
    ['PS256', 'RS256'],
    ['RS256', 'PS256'],
    ['PS256', 'PS384'],
    ['PS512', 'EdDSA'],
  ] as const),
];

/** The header's algorithm differs from that of the key, which signed the token. */
function otherKeys({ signers, token }: ConformanceContext): readonly ConformanceCase[] {
  const named = (suffix: string, mismatches: readonly Mismatch[]) =>
    Object.fromEntries(
      mismatches.map((pair) => [`${pair[0]}, signed with ${pair[1]}${suffix}`, pair]),
    );
  const withKid = ([alg, by]: Mismatch) => token({}, { alg, kid: by }, signers[by]);
  const rfc = 'RFC 8725 §3.1';
  return [
    ...cases('bad_signature', rfc, named(': another length', otherSignatureLength), withKid),
    ...cases('unknown_key', rfc, named('', otherKeyType), withKid),
    ...cases(
      'unknown_key',
      rfc,
      named(', without kid, only that key published', otherKeyType.slice(0, 4)),
      ([alg, by]) => ({
        token: token({}, { alg, kid: undefined }, signers[by]),
        jwks: { keys: [signers[by].jwk] },
      }),
    ),
  ];
}

/** A key of another curve; its signature is cut or padded to the algorithm's length. */
function otherCurves(context: ConformanceContext): readonly ConformanceCase[] {
  const curves = [
    ['ES256', 'secp256k1', 'sha256', 64],
    ['ES256', 'P-384', 'sha256', 64],
    ['ES256', 'P-521', 'sha256', 64],
    ['ES384', 'P-256', 'sha384', 96],
    ['ES384', 'P-521', 'sha384', 96],
    ['ES512', 'P-256', 'sha512', 132],
    ['ES512', 'P-384', 'sha512', 132],
  ] as const;
  return curves.flatMap(([alg, namedCurve, digest, length]) => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
    const signWithCurve = (input: string) => {
      const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
      const signature = sign(digest, Buffer.from(input), key);
      const padding = Buffer.alloc(Math.max(0, length - signature.length));
      return Buffer.concat([padding, signature.subarray(0, length)]);
    };
    return cases('unknown_key', 'RFC 7518 §3.4', {
      [`${alg} with a key on ${namedCurve}, signature of the length of ${alg}`]: {
        token: compact({ sign: signWithCurve }, { alg, kid: 'curve' }, context.claims),
        jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'curve' }] },
      },
    });
  });
}
