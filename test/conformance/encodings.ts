import { type ConformanceCase, refuse } from './conformance-case.ts';
import { compact } from './signer.ts';
import type { World } from './world.ts';

/** What is not a token at all, or one in a spelling that is not the canonical one. */
export function encodingCases(world: World): readonly ConformanceCase[] {
  return [...shapes(world), ...alphabets(world), ...headers(world), ...payloads(world)];
}

function malformed(name: string, rfc: string, token: string): ConformanceCase {
  return refuse('malformed_token', name, rfc, token);
}

function shapes(world: World): readonly ConformanceCase[] {
  const token = world.token();
  const [header = '', payload = '', signature = ''] = token.split('.');
  const rows: Readonly<Record<string, string>> = {
    'a word': 'YOUR_API_KEY',
    'a dot': '.',
    'two dots': '..',
    'three dots': '...',
    'one segment': header,
    'two segments': `${header}.${payload}`,
    'four segments': `${token}.${signature}`,
    'five segments, as an encrypted token has': `${header}..${payload}.${payload}.${signature}`,
    'no header': `.${payload}.${signature}`,
    'no payload': `${header}..${signature}`,
    'no signature': `${header}.${payload}.`,
    'a dot at the end': `${token}.`,
    'a dot at the start': `.${token}`,
    'two tokens joined by a dot': `${token}.${token}`,
    'a tilde after it, as SD-JWT has': `${token}~`,
  };
  return [
    ...Object.entries(rows).map(([name, text]) => malformed(name, 'RFC 7515 §7.1', text)),
    // A payload is an object, and as a header it lacks the algorithm.
    refuse(
      'unsupported_algorithm',
      'header and payload swapped',
      'RFC 7515 §7.1',
      `${payload}.${header}.${signature}`,
    ),
  ];
}

/** Each has one spelling, without padding, in the URL-safe alphabet (RFC 7515 section 2). */
function alphabets(world: World): readonly ConformanceCase[] {
  // A header and a payload of 3n + 1 octets, so that each leaves bits over, and with + and / in both.
  const header = '{"alg":"EdDSA","kid":"EdDSA","x":"\u{1f511}???>>>~~"}';
  const claims = { ...world.claims, x: '\u{1f511}???>>>~~' };
  const parts = tokenWithLeftOver(world, header, claims).split('.');
  const spellings: Readonly<Record<string, (segment: string) => string>> = {
    'padded with =': (segment) => `${segment}=`,
    'padded with ==': (segment) => `${segment}==`,
    'padded with ===': (segment) => `${segment}===`,
    'with left-over bits set': withLeftOverBits,
    'of a length that base64 has not': (segment) => `${segment}AAA`,
    'in the alphabet of base64': (segment) => segment.replace(/-/g, '+').replace(/_/g, '/'),
    'with + in it': (segment) => segment.replace(/^(.{4}[-_]*)[^-_]/, '$1+'),
    'with / in it': (segment) => segment.replace(/^(.{4}[-_]*)[^-_]/, '$1/'),
    'with ~ in it': (segment) => `${segment.slice(0, 4)}~${segment.slice(4)}`,
  };
  return ['header', 'payload', 'signature'].flatMap((part, at) =>
    Object.entries(spellings)
      .map(([name, change]) => {
        const changed = parts.map((segment, index) => (index === at ? change(segment) : segment));
        return { name: `a ${part} ${name}`, text: changed.join('.') };
      })
      .map(({ name, text }) =>
        // Within a header's token68 there is no = but at its end.
        text.includes('=.')
          ? refuse('malformed_header', name, 'RFC 9110 §11.2', text)
          : malformed(name, 'RFC 7515 §2', text),
      ),
  );
}

/** Pads claims until header, payload and signature all end in a character with bits to spare. */
function tokenWithLeftOver(world: World, header: string, claims: object): string {
  for (let pad = 0; ; pad += 1) {
    const padded = header.replace('"x"', `"x${'x'.repeat(pad % 3)}"`);
    const token = compact(world.signers.EdDSA, padded, {
      ...claims,
      pad: 'p'.repeat(Math.floor(pad / 3) % 3),
      jti: String(1000 + pad),
    });
    const [head = '', payload = '', signature = ''] = token.split('.');
    const both = /[-_]/;
    if (
      [head, payload].every((segment) => segment.length % 4 === 2) &&
      [head, payload, signature].every((segment) => both.test(segment))
    ) {
      return token;
    }
  }
}

function headers(world: World): readonly ConformanceCase[] {
  const texts: Readonly<Record<string, string | Buffer>> = {
    'not JSON': 'EdDSA',
    'of single quotes': "{'alg':'EdDSA','kid':'EdDSA'}",
    'with a comma at its end': '{"alg":"EdDSA","kid":"EdDSA",}',
    'with a comment': '{"alg":"EdDSA",/* */"kid":"EdDSA"}',
    'cut off': '{"alg":"EdDSA","kid":"EdDSA"',
    'with something after it': '{"alg":"EdDSA","kid":"EdDSA"}{}',
    'with a NUL after it': '{"alg":"EdDSA","kid":"EdDSA"}\0',
    'that is a list': '[{"alg":"EdDSA","kid":"EdDSA"}]',
    'that is a string': '"EdDSA"',
    'that is a number': '1',
    'that is null': 'null',
    'that is true': 'true',
    'with a byte order mark': '\ufeff{"alg":"EdDSA","kid":"EdDSA"}',
    'in UTF-16': Buffer.from('{"alg":"EdDSA","kid":"EdDSA"}', 'utf16le'),
    'in Latin-1': Buffer.from('{"alg":"EdDSA","kid":"EdDSA","x":"\u00e9"}', 'latin1'),
    'with an octet FF': spliced('{"alg":"EdDSA","kid":"EdDSA","x":"', 'ff', '"}'),
    'with a line break in a string': '{"alg":"EdDSA","kid":"EdDSA","x":"\n"}',
    'with an unfinished escape': '{"alg":"EdDSA","kid":"EdDSA","x":"\\u00"}',
    'with a no-break space before it': '\u00a0{"alg":"EdDSA","kid":"EdDSA"}',
    'without quotes around names': '{alg:"EdDSA",kid:"EdDSA"}',
  };
  return Object.entries(texts).map(([name, text]) =>
    malformed(`a header ${name}`, 'RFC 7515 §5.2', world.under(text)),
  );
}

function payloads(world: World): readonly ConformanceCase[] {
  const good = JSON.stringify(world.claims);
  const start = `${good.slice(0, -1)},"x":"`;
  const texts: Readonly<Record<string, string | Buffer>> = {
    'not JSON': 'alice',
    'cut off': good.slice(0, -1),
    'with something after it': `${good}x`,
    'with a second object after it': `${good}${good}`,
    'with a NUL after it': `${good}\0`,
    'with a comma at its end': `${good.slice(0, -1)},}`,
    'that is a list': `[${good}]`,
    'that is a string': JSON.stringify(good),
    'that is a number': '1',
    'that is null': 'null',
    'that is true': 'true',
    'of white space': ' ',
    'with a byte order mark': `\ufeff${good}`,
    'in UTF-16': Buffer.from(good, 'utf16le'),
    'in Latin-1': Buffer.from(`${start}\u00e9"}`, 'latin1'),
    'with an octet FF': spliced(start, 'ff', '"}'),
    'with an overlong slash': spliced(start, 'c0af', '"}'),
    'with an overlong NUL': spliced(start, 'c080', '"}'),
    'with a surrogate in UTF-8': spliced(start, 'eda080', '"}'),
    'with a code point beyond Unicode': spliced(start, 'f4908080', '"}'),
    'with a character cut off': spliced(start, 'e282', '"}'),
    'with a continuation alone': spliced(start, '80', '"}'),
    'with NaN': `${good.slice(0, -1)},"x":NaN}`,
    'with Infinity': `${good.slice(0, -1)},"x":Infinity}`,
    'with a hexadecimal number': `${good.slice(0, -1)},"x":0x10}`,
    'with a number that begins with a zero': `${good.slice(0, -1)},"x":01}`,
    'with a tab in a string': `${start}\t"}`,
    compressed: Buffer.from('789cab5600000103008e', 'hex'),
  };
  return Object.entries(texts).map(([name, text]) =>
    malformed(`a payload ${name}`, 'RFC 7519 §7.2', world.over(text)),
  );
}

function spliced(start: string, hex: string, end: string): Buffer {
  return Buffer.concat([Buffer.from(start), Buffer.from(hex, 'hex'), Buffer.from(end)]);
}

/** Sets a bit that the last character has to spare. */
function withLeftOverBits(segment: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return `${segment.slice(0, -1)}${alphabet[alphabet.indexOf(segment.slice(-1)) + 1]}`;
}
