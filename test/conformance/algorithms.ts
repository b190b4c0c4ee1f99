import {
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { type ConformanceCase, refuse } from './conformance-case.ts';
import { compact, signingInput } from './signer.ts';
import type { Algorithm, World } from './world.ts';

/** Algorithm confusion: tokens really signed so, by whoever knows no more than the public keys, or by the wrong key. */
export function algorithmCases(world: World): readonly ConformanceCase[] {
  return [
    ...unsigned(world),
    ...symmetric(world),
    ...unknown(world),
    ...pss(world),
    ...otherKeys(world),
    ...otherCurves(world),
  ];
}

function unsigned(world: World): readonly ConformanceCase[] {
  const { claims } = world;
  const spelt = ['none', 'None', 'NONE', 'nOnE'].flatMap((alg) => [
    refuse(
      'malformed_token',
      `alg ${alg}, without a signature`,
      'RFC 8725 §3.2',
      `${signingInput({ alg }, claims)}.`,
    ),
    refuse(
      'unsupported_algorithm',
      `alg ${alg}, with a signature by a published key`,
      'RFC 8725 §3.2',
      world.token({}, { alg, kid: 'EdDSA' }),
    ),
  ]);
  const [header, payload, signature] = world.token().split('.');
  return [
    ...spelt,
    refuse(
      'malformed_token',
      'a good token without its signature',
      'RFC 7515 §7.1',
      `${header}.${payload}.`,
    ),
    refuse(
      'malformed_token',
      'a good token without its last dot, too',
      'RFC 7515 §7.1',
      `${header}.${payload}`,
    ),
    refuse('malformed_token', 'a signature alone', 'RFC 7515 §7.1', `..${signature}`),
  ];
}

/** The public key is public: as a secret it proves nothing (RFC 8725 section 2.1). */
function symmetric(world: World): readonly ConformanceCase[] {
  const secrets = (key: KeyObject, jwk: object): Readonly<Record<string, string | Buffer>> => ({
    'as PEM': key.export({ type: 'spki', format: 'pem' }),
    'as PEM without its last line break': String(
      key.export({ type: 'spki', format: 'pem' }),
    ).trim(),
    'as DER': key.export({ type: 'spki', format: 'der' }),
    'as a JWK': JSON.stringify(jwk),
  });
  const confused = (['EdDSA', 'RS256', 'ES256'] as const).flatMap((alg) => {
    const { privateKey, jwk } = world.signers[alg];
    const publicKey = createPublicKey(privateKey);
    return Object.entries(secrets(publicKey, jwk)).map(([form, secret]) =>
      refuse(
        'unsupported_algorithm',
        `HS256 with the ${alg} key ${form} for a secret`,
        'RFC 8725 §2.1',
        authenticated(world, 'HS256', alg, secret),
      ),
    );
  });
  const raw = Buffer.from(String(world.signers.EdDSA.jwk['x']), 'base64url');
  const secret = randomBytes(64);
  const oct = { kty: 'oct', k: secret.toString('base64url'), kid: 'secret' };
  return [
    ...confused,
    refuse(
      'unsupported_algorithm',
      "HS256 with the Ed25519 key's octets for a secret",
      'RFC 8725 §2.1',
      authenticated(world, 'HS256', 'EdDSA', raw),
    ),
    ...['HS256', 'HS384', 'HS512'].map((alg) =>
      refuse(
        'unsupported_algorithm',
        `${alg} with a secret that the issuer published`,
        'RFC 7518 §3.2',
        authenticated(world, alg, 'secret', secret),
        { keySet: { keys: [oct] } },
      ),
    ),
    ...['', '\0'].map((empty) =>
      refuse(
        'unsupported_algorithm',
        `HS256 with ${empty === '' ? 'an empty secret' : 'a secret of one zero'}`,
        'RFC 8725 §3.5',
        authenticated(world, 'HS256', 'EdDSA', empty),
      ),
    ),
    refuse(
      'unknown_key',
      'EdDSA with the kid of a secret',
      'RFC 8037 §3.1',
      world.token({}, { kid: 'secret' }),
      { keySet: { keys: [oct] } },
    ),
  ];
}

function unknown(world: World): readonly ConformanceCase[] {
  const names: readonly unknown[] = [
    'eddsa',
    'EDDSA',
    'Eddsa',
    'EdDSA ',
    ' EdDSA',
    'EdDSA\u0000',
    'EdDSA,RS256',
    'Ed25519',
    'Ed448',
    'ES256K',
    'EdDSA25519',
    'HS256',
    'RS1',
    'RSA',
    '',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    '\u0415dDSA',
    'dir',
    'A128KW',
    'RSA-OAEP',
  ];
  const types: readonly unknown[] = [null, true, 1, ['EdDSA'], { alg: 'EdDSA' }, []];
  return [
    ...names.map((alg) =>
      refuse(
        'unsupported_algorithm',
        `alg ${JSON.stringify(alg)}, signed with EdDSA`,
        'RFC 7515 §4.1.1',
        world.token({}, { alg }),
      ),
    ),
    ...types.map((alg) =>
      refuse(
        'unsupported_algorithm',
        `alg ${JSON.stringify(alg)}, not a string`,
        'RFC 7515 §4.1.1',
        world.token({}, { alg }),
      ),
    ),
    refuse(
      'unsupported_algorithm',
      'no alg',
      'RFC 7515 §4.1.1',
      world.token({}, { alg: undefined }),
    ),
    refuse('unsupported_algorithm', 'an empty header', 'RFC 7515 §4.1.1', world.under('{}')),
    ...['rs256', 'Rs256', 'RS-256', 'RS256 '].map((alg) =>
      refuse(
        'unsupported_algorithm',
        `alg ${JSON.stringify(alg)}, signed with RS256`,
        'RFC 7515 §4.1.1',
        world.token({}, { alg }, world.signers.RS256),
      ),
    ),
  ];
}

function pss(world: World): readonly ConformanceCase[] {
  const { privateKey, jwk } = world.signers.RS256;
  return [256, 384, 512].flatMap((bits) => {
    const alg = `PS${bits}`;
    const signWithPss = (input: string) =>
      sign(`sha${bits}`, Buffer.from(input), { key: privateKey, padding: 6, saltLength: bits / 8 });
    const token = compact({ sign: signWithPss }, { alg, kid: alg }, world.claims);
    return [
      { ...jwk, kid: alg, alg },
      { ...jwk, kid: alg },
    ].map((key) =>
      refuse(
        'unsupported_algorithm',
        `${alg}, well signed, ${'alg' in key ? 'with a key meant for it' : 'with a key for any algorithm'}`,
        'RFC 7518 §3.5',
        token,
        { keySet: { keys: [key] } },
      ),
    );
  });
}

/** A header that names another algorithm than the key has, signed as the key can. */
function otherKeys(world: World): readonly ConformanceCase[] {
  const { signers, token } = world;
  const ownKid = (alg: Algorithm, by: Algorithm) => token({}, { alg, kid: by }, signers[by]);
  const impossible = [
    ['EdDSA', 'RS256'],
    ['EdDSA', 'ES384'],
    ['EdDSA', 'ES512'],
    ['ES256', 'RS256'],
    ['ES256', 'ES384'],
    ['ES256', 'ES512'],
    ['ES384', 'ES256'],
    ['ES384', 'EdDSA'],
    ['ES384', 'ES512'],
    ['ES512', 'ES256'],
    ['ES512', 'ES384'],
    ['ES512', 'RS512'],
  ] as const;
  const unfit = [
    ['EdDSA', 'ES256'],
    ['ES256', 'EdDSA'],
    ['RS256', 'EdDSA'],
    ['RS256', 'ES256'],
    ['RS384', 'ES384'],
    ['RS512', 'ES512'],
    ['RS256', 'RS512'],
    ['RS512', 'RS256'],
    ['RS384', 'RS256'],
  ] as const;
  return [
    ...impossible.map(([alg, by]) =>
      refuse(
        'bad_signature',
        `${alg} with the kid of the ${by} key, and its signature, too long or too short`,
        'RFC 8725 §3.1',
        ownKid(alg, by),
      ),
    ),
    ...unfit.map(([alg, by]) =>
      refuse(
        'unknown_key',
        `${alg} with the kid of the ${by} key, and its signature`,
        'RFC 8725 §3.1',
        ownKid(alg, by),
      ),
    ),
    ...unfit
      .slice(0, 4)
      .map(([alg, by]) =>
        refuse(
          'unknown_key',
          `${alg} without kid, where the only key is for ${by}`,
          'RFC 8725 §3.1',
          token({}, { alg, kid: undefined }, signers[by]),
          { keySet: { keys: [signers[by].jwk] } },
        ),
      ),
  ];
}

/** Keys of other curves under the header of one that we know, cut or filled to the right length. */
function otherCurves(world: World): readonly ConformanceCase[] {
  const curves = [
    ['ES256', 'secp256k1', 'sha256', 64],
    ['ES256', 'P-384', 'sha256', 64],
    ['ES256', 'P-521', 'sha256', 64],
    ['ES384', 'P-256', 'sha384', 96],
    ['ES384', 'P-521', 'sha384', 96],
    ['ES512', 'P-256', 'sha512', 132],
    ['ES512', 'P-384', 'sha512', 132],
  ] as const;
  return curves.map(([alg, namedCurve, digest, octets]) => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
    const signature = (input: string) => {
      const own = sign(digest, Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
      return Buffer.concat([
        Buffer.alloc(Math.max(0, octets - own.length)),
        own.subarray(0, octets),
      ]);
    };
    return refuse(
      'unknown_key',
      `${alg} with a key on ${namedCurve}, its signature at the length of ${alg}`,
      'RFC 7518 §3.4',
      compact({ sign: signature }, { alg, kid: 'curve' }, world.claims),
      { keySet: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'curve' }] } },
    );
  });
}

function authenticated(world: World, alg: string, kid: string, secret: string | Buffer): string {
  const digest = `sha${alg.slice(2)}`;
  const mac = (input: string) => createHmac(digest, secret).update(input).digest();
  return compact({ sign: mac }, { alg, kid }, world.claims);
}
