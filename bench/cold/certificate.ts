import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A server's private key and its certificate, both in PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** DER tags (X.690 section 8); those from 0xa0 are context-specific in X.509. */
const tag = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octetString: 0x04,
  oid: 0x06,
  text: 0x0c,
  time: 0x17,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
  extensions: 0xa3,
  addressName: 0x87,
} as const;

const ecdsaWithSha256 = '2a8648ce3d040302';
const commonName = '550403';
const basicConstraints = '551d13';
const subjectAltName = '551d11';

/**
 * Creates a self-signed certificate for 127.0.0.1 with a P-256 key (RFC 5280 section 4.1). Node.js has no API
 * for creating certificates.
 */
export function selfSignedCertificate(): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(tag.sequence, oid(ecdsaWithSha256));
  const name = der(
    tag.sequence,
    der(tag.set, der(tag.sequence, oid(commonName), der(tag.text, Buffer.from('bench')))),
  );
  const day = 86_400_000;
  const body = der(
    tag.sequence,
    der(tag.version, integer(Buffer.of(2))),
    integer(Buffer.concat([Buffer.of(1), randomBytes(8)])),
    algorithm,
    name,
    der(tag.sequence, utcTime(Date.now() - day), utcTime(Date.now() + day)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      tag.extensions,
      der(
        tag.sequence,
        extension(basicConstraints, der(tag.sequence, der(tag.boolean, Buffer.of(0xff)))),
        extension(subjectAltName, der(tag.sequence, der(tag.addressName, Buffer.of(127, 0, 0, 1)))),
      ),
    ),
  );
  const signature = der(tag.bits, Buffer.of(0), sign('sha256', body, privateKey));
  return {
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    cert: pem(der(tag.sequence, body, algorithm, signature)),
  };
}

function der(type: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const short = length < 128 ? [length] : undefined;
  const size = short ?? (length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]);
  return Buffer.concat([Buffer.of(type, ...size), content]);
}

function oid(hex: string): Buffer {
  return der(tag.oid, Buffer.from(hex, 'hex'));
}

function integer(bytes: Buffer): Buffer {
  return der(tag.integer, bytes);
}

function extension(id: string, value: Buffer): Buffer {
  return der(tag.sequence, oid(id), der(tag.octetString, value));
}

/** `YYMMDDHHMMSSZ`. */
function utcTime(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/\D/g, '').slice(2, 14);
  return der(tag.time, Buffer.from(`${digits}Z`));
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
