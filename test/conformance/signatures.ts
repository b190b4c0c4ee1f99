import { algorithms } from '../signing.ts';
import { type ConformanceCase, refuse } from './conformance-case.ts';
import { compact } from './signer.ts';
import type { Algorithm, World } from './world.ts';

const section: Readonly<Record<Algorithm, string>> = {
  EdDSA: 'RFC 8037 §3.1',
  RS256: 'RFC 7518 §3.3',
  RS384: 'RFC 7518 §3.3',
  RS512: 'RFC 7518 §3.3',
  ES256: 'RFC 7518 §3.4',
  ES384: 'RFC 7518 §3.4',
  ES512: 'RFC 7518 §3.4',
};

/** What may be done to the octets of any signature; none of it verifies. */
const corruptions: Readonly<Record<string, (octets: Buffer) => Buffer>> = {
  'first octet flipped': (octets) => flipped(octets, 0),
  'middle octet flipped': (octets) => flipped(octets, octets.length >> 1),
  'last octet flipped': (octets) => flipped(octets, octets.length - 1),
  'lacking its last octet': (octets) => octets.subarray(0, -1),
  'lacking its first octet': (octets) => octets.subarray(1),
  'with an octet more': (octets) => Buffer.concat([octets, Buffer.of(0)]),
  'with a zero before it': (octets) => Buffer.concat([Buffer.of(0), octets]),
  'of zeros': (octets) => Buffer.alloc(octets.length),
  'of ones': (octets) => Buffer.alloc(octets.length, 0xff),
  'of one octet': () => Buffer.of(1),
  'twice over': (octets) => Buffer.concat([octets, octets]),
};

/** Signatures that are corrupted, or of something else (RFC 7515 section 5.2). */
export function signatureCases(world: World): readonly ConformanceCase[] {
  return algorithms.flatMap((alg) => [...corrupted(world, alg), ...borrowed(world, alg)]);
}

/** Gives the token with its signature's octets changed. */
export function withSignature(token: string, change: (octets: Buffer) => Buffer): string {
  const [header, payload, signature = ''] = token.split('.');
  const octets = change(Buffer.from(signature, 'base64url'));
  return `${header}.${payload}.${octets.toString('base64url')}`;
}

function corrupted(world: World, alg: Algorithm): readonly ConformanceCase[] {
  const token = world.token({}, {}, world.signers[alg]);
  return Object.entries(corruptions).map(([how, change]) =>
    refuse(
      'bad_signature',
      `${alg}: a signature ${how}`,
      section[alg],
      withSignature(token, change),
    ),
  );
}

function borrowed(world: World, alg: Algorithm): readonly ConformanceCase[] {
  const { signers, strangers, claims, token } = world;
  const signer = signers[alg];
  const good = token({}, {}, signer);
  const [header, payload, signature] = good.split('.');
  const [, otherPayload] = token({ sub: 'admin' }, {}, signer).split('.');
  const [otherHeader] = token({}, { typ: 'JWT' }, signer).split('.');
  const names = { alg, kid: alg };
  const row = (name: string, text: string, rfc = 'RFC 7515 §5.2') =>
    refuse('bad_signature', `${alg}: ${name}`, rfc, text);
  const instead = (change: (input: string) => string) =>
    compact({ sign: (input) => signer.sign(change(input)) }, names, claims);
  return [
    row("a stranger's signature", token({}, names, strangers[alg]), 'RFC 8725 §3.2'),
    row('another payload under the signature', `${header}.${otherPayload}.${signature}`),
    row('another header over the signature', `${otherHeader}.${payload}.${signature}`),
    row(
      'a signature of the payload alone',
      instead((input) => input.split('.')[1] ?? ''),
    ),
    row(
      'a signature of the decoded parts',
      instead((input) =>
        input
          .split('.')
          .map((part) => Buffer.from(part, 'base64url').toString())
          .join('.'),
      ),
    ),
    row(
      'a signature of the input and a dot',
      instead((input) => `${input}.`),
    ),
  ];
}

function flipped(octets: Buffer, at: number): Buffer {
  const copy = Buffer.from(octets);
  copy.writeUInt8(copy.readUInt8(at) ^ 0x01, at);
  return copy;
}
