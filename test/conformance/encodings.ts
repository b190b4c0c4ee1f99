import { type ConformanceCase, cases, prefixed } from './conformance-case.ts';
import type { ConformanceContext } from './context.ts';
import { compact, withTrailingBits } from './signer.ts';

/** Text that is not a compact JWS, and tokens that are not canonically encoded. */
export function encodingCases(context: ConformanceContext): readonly ConformanceCase[] {
  return [...segments(context), ...base64url(context), ...json(context)];
}

function segments(context: ConformanceContext): readonly ConformanceCase[] {
  const token = context.token();
  const [header = '', payload = '', signature = ''] = token.split('.');
  return [
    ...cases('malformed_token', 'RFC 7515 §7.1', {
      'a word': 'YOUR_API_KEY',
      'one dot': '.',
      'two dots': '..',
      'three dots': '...',
      'one segment': header,
      'two segments': `${header}.${payload}`,
      'four segments': `${token}.${signature}`,
      'five segments, as in a JWE': `${header}..${payload}.${payload}.${signature}`,
      'an empty header': `.${payload}.${signature}`,
      'an empty payload': `${header}..${signature}`,
      'an empty signature': `${header}.${payload}.`,
      'a trailing dot': `${token}.`,
      'a leading dot': `.${token}`,
      'two tokens joined by a dot': `${token}.${token}`,
      'a trailing tilde, as in SD-JWT': `${token}~`,
    }),
    // The payload is a JSON object, but as a header it has no alg.
    ...cases('unsupported_algorithm', 'RFC 7515 §7.1', {
      'header and payload in reverse order': `${payload}.${header}.${signature}`,
    }),
  ];
}

/** Each segment has one encoding: unpadded, in the URL-safe alphabet (RFC 7515 section 2). */
function base64url(context: ConformanceContext): readonly ConformanceCase[] {
  const parts = tokenWithTrailingBits(context).split('.');
  const encodings: Readonly<Record<string, (segment: string) => string>> = {
    'padded with =': (segment) => `${segment}=`,
    'padded with ==': (segment) => `${segment}==`,
    'padded with ===': (segment) => `${segment}===`,
    'with trailing bits set': withTrailingBits,
    'of an invalid length': (segment) => `${segment}AAA`,
    'in the base64 alphabet': (segment) => segment.replace(/-/g, '+').replace(/_/g, '/'),
    'with a +': (segment) => segment.replace(/^(.{4}[-_]*)[^-_]/, '$1+'),
    'with a /': (segment) => segment.replace(/^(.{4}[-_]*)[^-_]/, '$1/'),
    'with a ~': (segment) => `${segment.slice(0, 4)}~${segment.slice(4)}`,
  };
  return ['header', 'payload', 'signature'].flatMap((part, changed) =>
    Object.entries(encodings).flatMap(([name, change]) => {
      const token = parts.with(changed, change(parts[changed] ?? '')).join('.');
      // A token68 contains = only at its end.
      const [reason, rfc] = token.includes('=.')
        ? (['malformed_header', 'RFC 9110 §11.2'] as const)
        : (['malformed_token', 'RFC 7515 §2'] as const);
      return cases(reason, rfc, { [`${part} ${name}`]: token });
    }),
  );
}

/** Pads header and claims until all segments contain - or _ and end in a character with unused bits. */
function tokenWithTrailingBits(context: ConformanceContext): string {
  const x = '\u{1f511}???>>>~~';
  for (let pad = 0; ; pad += 1) {
    const header = `{"alg":"EdDSA","kid":"EdDSA","x${'x'.repeat(pad % 3)}":"${x}"}`;
    const filler = 'p'.repeat(Math.floor(pad / 3) % 3);
    const claims = { ...context.claims, x, filler, jti: String(1000 + pad) };
    const token = compact(context.signers.EdDSA, header, claims);
    const [head = '', payload = ''] = token.split('.');
    const hasUnusedBits = head.length % 4 === 2 && payload.length % 4 === 2;
    if (hasUnusedBits && token.split('.').every((segment) => /[-_]/.test(segment))) return token;
  }
}

function json(context: ConformanceContext): readonly ConformanceCase[] {
  const header = '{"alg":"EdDSA","kid":"EdDSA"}';
  const payload = JSON.stringify(context.claims);
  return [
    ...cases(
      'malformed_token',
      'RFC 7515 §5.2',
      prefixed('header', {
        ...invalidJson(header),
        'in single quotes': header.replaceAll('"', "'"),
        'with a comment': header.replace(',', ',/* */'),
        'with an unfinished escape': '{"alg":"EdDSA","kid":"EdDSA","x":"\\u00"}',
        'with a leading no-break space': `\u00a0${header}`,
        'with unquoted names': '{alg:"EdDSA",kid:"EdDSA"}',
      }),
      context.withHeader,
    ),
    ...cases(
      'malformed_token',
      'RFC 7519 §7.2',
      prefixed('payload', {
        ...invalidJson(payload),
        'followed by a letter': `${payload}x`,
        'of whitespace': ' ',
        'with an overlong slash': withBytes(payload, 'c0af'),
        'with an overlong NUL': withBytes(payload, 'c080'),
        'with a surrogate in UTF-8': withBytes(payload, 'eda080'),
        'with a code point above U+10FFFF': withBytes(payload, 'f4908080'),
        'with a truncated character': withBytes(payload, 'e282'),
        'with a lone continuation byte': withBytes(payload, '80'),
        'with NaN': `${payload.slice(0, -1)},"x":NaN}`,
        'with Infinity': `${payload.slice(0, -1)},"x":Infinity}`,
        'with a hexadecimal number': `${payload.slice(0, -1)},"x":0x10}`,
        'with a leading zero in a number': `${payload.slice(0, -1)},"x":01}`,
        compressed: Buffer.from('789cab5600000103008e', 'hex'),
      }),
      context.withPayload,
    ),
  ];
}

/** Changes that make an object in JSON invalid, or something other than an object in UTF-8. */
function invalidJson(object: string): Readonly<Record<string, string | Buffer>> {
  const start = object.slice(0, -1);
  return {
    'that is not JSON': 'EdDSA',
    truncated: start,
    'with a trailing comma': `${start},}`,
    'followed by a second object': `${object}{}`,
    'followed by a NUL': `${object}\0`,
    'that is an array': `[${object}]`,
    'that is a string': JSON.stringify(object),
    'that is a number': '1',
    'that is null': 'null',
    'that is true': 'true',
    'with a byte order mark': `\ufeff${object}`,
    'in UTF-16': Buffer.from(object, 'utf16le'),
    'in Latin-1': Buffer.from(`${start},"x":"\u00e9"}`, 'latin1'),
    'with a byte FF': withBytes(object, 'ff'),
    'with a line break in a string': `${start},"x":"\n"}`,
    'with a tab in a string': `${start},"x":"\t"}`,
  };
}

/** Returns the object with one more string member of these bytes. */
function withBytes(object: string, hex: string): Buffer {
  const start = `${object.slice(0, -1)},"x":"`;
  return Buffer.concat([Buffer.from(start), Buffer.from(hex, 'hex'), Buffer.from('"}')]);
}
