import { constants, createHash, privateEncrypt, sign } from 'node:crypto';
import { type ConformanceCase, cases, prefixed } from './conformance-case.ts';
import type { ConformanceContext } from './context.ts';
import { bytesOf, cubeRoot, integerOf } from './integers.ts';
import { compact } from './signer.ts';
import { type SyntheticRsa, syntheticRsa } from './synthetic-rsa.ts';

const rfc = 'RFC 8017 §8.2.2';

type Sign = (input: string) => Buffer;

/** RSASSA-PKCS1-v1_5 with other paddings, other digests, and integers out of range. */
export function rsaCases(context: ConformanceContext): readonly ConformanceCase[] {
  return [
    ...digests(context),
    ...paddings(context),
    ...encodedMessages(context),
    ...forgeries(context),
  ];
}

const rs256 = { alg: 'RS256', kid: 'RS256' };

function digests({ signers, claims }: ConformanceContext): readonly ConformanceCase[] {
  const { privateKey } = signers.RS256;
  return ['RS256', 'RS384', 'RS512'].flatMap((alg) =>
    ['sha1', 'sha256', 'sha384', 'sha512']
      .filter((digest) => digest !== `sha${alg.slice(2)}`)
      .flatMap((digest) =>
        cases('bad_signature', 'RFC 7518 §3.3', {
          [`${alg}: signature over ${digest}`]: compact(
            { sign: (input) => sign(digest, Buffer.from(input), privateKey) },
            { alg, kid: alg },
            claims,
          ),
        }),
      ),
  );
}

function paddings({ signers, claims }: ConformanceContext): readonly ConformanceCase[] {
  const key = signers.RS256.privateKey;
  const sha256 = (input: string) => createHash('sha256').update(input).digest();
  const padded: Readonly<Record<string, Sign>> = {
    'signature with PSS padding': (input) =>
      sign('sha256', Buffer.from(input), {
        ...{ key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
      }),
    'digest alone in PKCS #1 padding': (input) => privateEncrypt(key, sha256(input)),
    'digest without padding': (input) =>
      privateEncrypt(
        { key, padding: constants.RSA_NO_PADDING },
        Buffer.concat([Buffer.alloc(224), sha256(input)]),
      ),
  };
  return cases('bad_signature', rfc, prefixed('RS256:', padded), (signWith) =>
    compact({ sign: signWith }, rs256, claims),
  );
}

function encodedMessages(context: ConformanceContext): readonly ConformanceCase[] {
  const key = syntheticRsa(2048);
  const jwks = { keys: [{ ...key.jwk, kid: 'RS256' }] };
  const digestInfo = (hex: string) => (input: string) =>
    key.signEncoded(key.encoded(input, { digestInfo: hex }));
  const blockType = (type: string) => (input: string) =>
    key.signEncoded(key.encoded(input, { blockType: type }));
  const signatures: Readonly<Record<string, Sign>> = {
    'DigestInfo without NULL': digestInfo('302f300b06096086480165030402010420'),
    'DigestInfo with a long-form length': digestInfo('308131300d060960864801650304020105000420'),
    'DigestInfo that names SHA-512': digestInfo('3031300d060960864801650304020305000420'),
    'block type 2': blockType('02'),
    'block type 0': blockType('00'),
    'padding of eight bytes, zeros after the digest': (input) =>
      key.signEncoded(shortPadding(key, input)),
    'signature equal to the modulus': () => bytesOf(key.modulus),
    'signature equal to the modulus minus one': () => bytesOf(key.modulus - 1n),
    'signature equal to one': () => bytesOf(1n, 256),
  };
  return [
    ...cases('allow', 'RFC 8017 §3.1', {
      'RS256: key of four primes': { token: context.token({}, {}, key), jwks },
    }),
    ...cases('bad_signature', rfc, prefixed('RS256:', signatures), (signWith) => ({
      token: compact({ sign: signWith }, rs256, context.claims),
      jwks,
    })),
    ...cases('bad_signature', rfc, {
      'RS256: signature plus the modulus': { token: plusModulus(context, key), jwks },
      'RS256: signature without its leading zero byte': { token: withoutZero(context, key), jwks },
    }),
  ];
}

/** Bleichenbacher's forgery (2006): with exponent 3, lenient padding checks let anyone sign. */
function forgeries({ token, claims }: ConformanceContext): readonly ConformanceCase[] {
  const key = syntheticRsa(2048, 3n);
  const jwks = { keys: [{ ...key.jwk, kid: 'RS256' }] };
  const cube = (input: string) => {
    const wanted = Buffer.concat([shortPadding(key, input).subarray(0, 62), Buffer.alloc(194)]);
    return bytesOf(cubeRoot(integerOf(wanted)), 256);
  };
  return [
    ...cases('allow', 'RFC 8017 §3.1', {
      'RS256: key with exponent 3': { token: token({}, {}, key), jwks },
    }),
    ...cases('bad_signature', rfc, {
      'RS256: forged cube root of padding, digest and garbage': {
        token: compact({ sign: cube }, rs256, claims),
        jwks,
      },
    }),
  ];
}

/** Returns an encoded message with 8 bytes of padding instead of 202, and zeros after the digest. */
function shortPadding(key: SyntheticRsa, input: string): Buffer {
  const start = Buffer.from(`0001${'ff'.repeat(8)}`, 'hex');
  const info = key.encoded(input).subarray(-52);
  return Buffer.concat([start, info, Buffer.alloc(256 - start.length - info.length)]);
}

/** Returns a token whose signature plus the modulus fits into the same number of bytes. */
function plusModulus(context: ConformanceContext, key: SyntheticRsa): string {
  return firstToken(context, key, (signature) => {
    const sum = integerOf(signature) + key.modulus;
    return sum >> 2048n === 0n ? bytesOf(sum) : undefined;
  });
}

function withoutZero(context: ConformanceContext, key: SyntheticRsa): string {
  return firstToken(context, key, (signature) =>
    signature.readUInt8(0) === 0 ? signature.subarray(1) : undefined,
  );
}

/** Signs tokens until `change` returns another signature, and returns the token with that. */
function firstToken(
  { token }: ConformanceContext,
  key: SyntheticRsa,
  change: (signature: Buffer) => Buffer | undefined,
): string {
  for (let jti = 0; ; jti += 1) {
    const [header, payload, text = ''] = token({ jti: String(jti) }, {}, key).split('.');
    const signature = change(Buffer.from(text, 'base64url'));
    if (signature) return `${header}.${payload}.${signature.toString('base64url')}`;
  }
}
