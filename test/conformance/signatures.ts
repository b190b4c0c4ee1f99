import { algorithms } from '../signing.ts';
import { type ConformanceCase, cases, prefixed } from './conformance-case.ts';
import type { Algorithm, ConformanceContext } from './context.ts';
import { compact, withSignature } from './signer.ts';

/** Changes after which no signature verifies. */
const corruptions: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  'with its first byte changed': (bytes) => flipped(bytes, 0),
  'with its middle byte changed': (bytes) => flipped(bytes, bytes.length >> 1),
  'with its last byte changed': (bytes) => flipped(bytes, bytes.length - 1),
  'without its last byte': (bytes) => bytes.subarray(0, -1),
  'without its first byte': (bytes) => bytes.subarray(1),
  'with a trailing zero byte': (bytes) => Buffer.concat([bytes, Buffer.of(0)]),
  'with a leading zero byte': (bytes) => Buffer.concat([Buffer.of(0), bytes]),
  'of zero bytes': (bytes) => Buffer.alloc(bytes.length),
  'of FF bytes': (bytes) => Buffer.alloc(bytes.length, 0xff),
  'of one byte': () => Buffer.of(1),
  repeated: (bytes) => Buffer.concat([bytes, bytes]),
};

/** Signatures that are corrupted, or over other content (RFC 7515 section 5.2). */
export function signatureCases(context: ConformanceContext): readonly ConformanceCase[] {
  return algorithms.flatMap((alg) => [...corrupted(context, alg), ...mismatched(context, alg)]);
}

function corrupted(context: ConformanceContext, alg: Algorithm): readonly ConformanceCase[] {
  const token = context.token({}, {}, context.signers[alg]);
  const sections = {
    Ed: 'RFC 8037 §3.1',
    RS: 'RFC 7518 §3.3',
    ES: 'RFC 7518 §3.4',
    PS: 'RFC 7518 §3.5',
  };
  const rfc = sections[alg.slice(0, 2) as keyof typeof sections];
  return cases('bad_signature', rfc, prefixed(`${alg}: signature`, corruptions), (change) =>
    withSignature(token, change),
  );
}

function mismatched(context: ConformanceContext, alg: Algorithm): readonly ConformanceCase[] {
  const { signers, unpublished, claims, token } = context;
  const signer = signers[alg];
  const names = { alg, kid: alg };
  const [header, payload, signature] = token({}, {}, signer).split('.');
  const [, otherPayload] = token({ sub: 'admin' }, {}, signer).split('.');
  const [otherHeader] = token({}, { typ: 'JWT' }, signer).split('.');
  const signedInstead = (change: (input: string) => string) =>
    compact({ sign: (input) => signer.sign(change(input)) }, names, claims);
  const decoded = (part: string) => Buffer.from(part, 'base64url').toString();
  return [
    ...cases('bad_signature', 'RFC 8725 §3.2', {
      [`${alg}: signature with an unpublished key`]: token({}, names, unpublished[alg]),
    }),
    ...cases(
      'bad_signature',
      'RFC 7515 §5.2',
      prefixed(`${alg}:`, {
        'signature of another payload': `${header}.${otherPayload}.${signature}`,
        'signature of another header': `${otherHeader}.${payload}.${signature}`,
        'signature of the payload alone': signedInstead((input) => input.split('.')[1] ?? ''),
        'signature of the decoded parts': signedInstead((input) =>
          input.split('.').map(decoded).join('.'),
        ),
        'signature of the input and a dot': signedInstead((input) => `${input}.`),
      }),
    ),
  ];
}

function flipped(bytes: Buffer, index: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(index) ^ 0x01, index);
  return copy;
}
