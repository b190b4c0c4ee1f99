import { constants, createHash, privateEncrypt, sign } from 'node:crypto';
import { allow, type ConformanceCase, refuse } from './conformance-case.ts';
import { type HandMadeRsa, handMadeRsa } from './hand-made-rsa.ts';
import { cubeRoot, integerOf, octetsOf } from './integers.ts';
import { compact } from './signer.ts';
import type { World } from './world.ts';

const section = 'RFC 8017 §8.2.2';

/** The edges of RSASSA-PKCS1-v1_5: other paddings, other digests, integers out of range. */
export function rsaCases(world: World): readonly ConformanceCase[] {
  return [...digests(world), ...otherPaddings(world), ...handMade(world), ...forged(world)];
}

function digests(world: World): readonly ConformanceCase[] {
  const { privateKey } = world.signers.RS256;
  return ['RS256', 'RS384', 'RS512'].flatMap((alg) =>
    ['sha1', 'sha256', 'sha384', 'sha512']
      .filter((digest) => digest !== `sha${alg.slice(2)}`)
      .map((digest) =>
        refuse(
          'bad_signature',
          `${alg}: a signature over ${digest}`,
          'RFC 7518 §3.3',
          compact(
            { sign: (input) => sign(digest, Buffer.from(input), privateKey) },
            { alg, kid: alg },
            world.claims,
          ),
        ),
      ),
  );
}

function otherPaddings(world: World): readonly ConformanceCase[] {
  const { privateKey } = world.signers.RS256;
  const row = (name: string, rfc: string, signWith: (input: string) => Buffer) =>
    refuse(
      'bad_signature',
      `RS256: ${name}`,
      rfc,
      compact({ sign: signWith }, { alg: 'RS256', kid: 'RS256' }, world.claims),
    );
  return [
    row('a signature with PSS padding', 'RFC 7518 §3.5', (input) =>
      sign('sha256', Buffer.from(input), {
        key: privateKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: 32,
      }),
    ),
    row('a bare digest in PKCS #1 padding', section, (input) =>
      privateEncrypt(privateKey, createHash('sha256').update(input).digest()),
    ),
    row('a digest without padding', section, (input) =>
      privateEncrypt(
        { key: privateKey, padding: constants.RSA_NO_PADDING },
        Buffer.concat([Buffer.alloc(224), createHash('sha256').update(input).digest()]),
      ),
    ),
  ];
}

function handMade(world: World): readonly ConformanceCase[] {
  const key = handMadeRsa(2048);
  const keySet = { keys: [{ ...key.jwk, kid: 'RS256' }] };
  const row = (name: string, signWith: (input: string) => Buffer) =>
    refuse(
      'bad_signature',
      `RS256: ${name}`,
      section,
      compact({ sign: signWith }, { alg: 'RS256', kid: 'RS256' }, world.claims),
      { keySet },
    );
  const otherInfo = {
    'without the NULL in its DigestInfo': '302f300b06096086480165030402010420',
    'with a long-form length in its DigestInfo': '308131300d060960864801650304020105000420',
    'with the name of SHA-512 in its DigestInfo': '3031300d060960864801650304020305000420',
  };
  return [
    allow('RS256: a key of four primes', 'RFC 8017 §3.1', world.token({}, {}, key), { keySet }),
    ...Object.entries(otherInfo).map(([name, digestInfo]) =>
      row(`a signature ${name}`, (input) => key.signedOctets(key.encoded(input, { digestInfo }))),
    ),
    row('a signature with block type 2', (input) =>
      key.signedOctets(key.encoded(input, { blockType: '02' })),
    ),
    row('a signature with block type 0', (input) =>
      key.signedOctets(key.encoded(input, { blockType: '00' })),
    ),
    row('a padding of eight octets, the rest after the digest', (input) =>
      key.signedOctets(shortPadding(key, input)),
    ),
    row('a signature that is the modulus', () => octetsOf(key.modulus)),
    row('a signature of the modulus less one', () => octetsOf(key.modulus - 1n)),
    row('a signature of one', () => octetsOf(1n, 256)),
    refuse(
      'bad_signature',
      'RS256: a signature with the modulus added',
      section,
      beyondModulus(world, key),
      {
        keySet,
      },
    ),
    refuse(
      'bad_signature',
      'RS256: a signature lacking its leading zero',
      section,
      lackingZero(world, key),
      {
        keySet,
      },
    ),
  ];
}

/** Bleichenbacher's forgery of 2006: with exponent 3, a careless reader of the padding lets anyone sign. */
function forged(world: World): readonly ConformanceCase[] {
  const key = handMadeRsa(2048, 3n);
  const keySet = { keys: [{ ...key.jwk, kid: 'RS256' }] };
  const cube = (input: string) => {
    const wanted = Buffer.concat([shortPadding(key, input).subarray(0, 62), Buffer.alloc(194)]);
    return octetsOf(cubeRoot(integerOf(wanted)), 256);
  };
  return [
    allow('RS256: a key with exponent 3', 'RFC 8017 §3.1', world.token({}, {}, key), { keySet }),
    refuse(
      'bad_signature',
      'RS256: a cube root that opens to padding, digest and garbage',
      section,
      compact({ sign: cube }, { alg: 'RS256', kid: 'RS256' }, world.claims),
      { keySet },
    ),
  ];
}

/** Octets that start right, with eight of padding instead of 202, and zeros after the digest. */
function shortPadding(key: HandMadeRsa, input: string): Buffer {
  const start = Buffer.from(`0001${'ff'.repeat(8)}`, 'hex');
  const info = key.encoded(input).subarray(-52);
  return Buffer.concat([start, info, Buffer.alloc(256 - start.length - info.length)]);
}

/** A signature plus the modulus, where both fit into the same octets. */
function beyondModulus(world: World, key: HandMadeRsa): string {
  for (let jti = 0; ; jti += 1) {
    const token = world.token({ jti: String(jti) }, {}, key);
    const sum = integerOf(Buffer.from(token.split('.')[2] ?? '', 'base64url')) + key.modulus;
    if (sum >> 2048n === 0n)
      return `${token.slice(0, token.lastIndexOf('.'))}.${octetsOf(sum).toString('base64url')}`;
  }
}

/** A signature that happens to begin with a zero, written without it. */
function lackingZero(world: World, key: HandMadeRsa): string {
  for (let jti = 0; ; jti += 1) {
    const token = world.token({ jti: String(jti) }, {}, key);
    const octets = Buffer.from(token.split('.')[2] ?? '', 'base64url');
    if (octets.readUInt8(0) === 0)
      return `${token.slice(0, token.lastIndexOf('.'))}.${octets.subarray(1).toString('base64url')}`;
  }
}
