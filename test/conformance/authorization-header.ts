import type { ConformanceCase } from './conformance-case.ts';
import type { World } from './world.ts';

/** Forms of the Authorization header (RFC 6750 section 2.1, RFC 9110 section 11.6.2). */
export function authorizationHeaderCases(world: World): readonly ConformanceCase[] {
  return [...right(world), ...wrong(world), ...lengths(world), ...notTokens(world)];
}

function right(world: World): readonly ConformanceCase[] {
  const token = world.token();
  const forms: Readonly<Record<string, string>> = {
    Bearer: `Bearer ${token}`,
    bearer: `bearer ${token}`,
    BEARER: `BEARER ${token}`,
    bEaReR: `bEaReR ${token}`,
    'two spaces': `Bearer  ${token}`,
    'twenty spaces': `Bearer${' '.repeat(20)}${token}`,
  };
  return Object.entries(forms).map(([name, authorization]) =>
    header('allow', name, 'RFC 9110 §11.1', authorization),
  );
}

function wrong(world: World): readonly ConformanceCase[] {
  const token = world.token();
  const basic = 'YWxpY2U6c2VjcmV0';
  const forms: Readonly<Record<string, string | undefined>> = {
    nothing: undefined,
    'no text': '',
    'a space': ' ',
    'the scheme alone': 'Bearer',
    'the scheme and a space': 'Bearer ',
    'the token alone': token,
    'a space before it': ` Bearer ${token}`,
    'a space after it': `Bearer ${token} `,
    'a tab before it': `\tBearer ${token}`,
    'a tab after it': `Bearer ${token}\t`,
    'a tab between': `Bearer\t${token}`,
    'a space and a tab between': `Bearer \t${token}`,
    'a no-break space between': `Bearer\u00a0${token}`,
    'a line break after it': `Bearer ${token}\n`,
    'a line break between': `Bearer\n${token}`,
    'a header injected after it': `Bearer ${token}\r\nX-Admin: true`,
    'a NUL after it': `Bearer ${token}\0`,
    'no space': `Bearer${token}`,
    'a colon': `Bearer: ${token}`,
    'an equals sign': `Bearer=${token}`,
    'a parameter': `Bearer token=${token}`,
    'a quoted parameter': `Bearer token="${token}"`,
    'a realm before the token': `Bearer realm="api" ${token}`,
    quotes: `Bearer "${token}"`,
    'single quotes': `Bearer '${token}'`,
    'angle brackets': `Bearer <${token}>`,
    'the scheme twice': `Bearer Bearer ${token}`,
    'two tokens': `Bearer ${token} ${token}`,
    'two tokens and a comma': `Bearer ${token},${token}`,
    'two credentials': `Bearer ${token}, Bearer ${token}`,
    'two credentials of two schemes': `Bearer ${token}, Basic ${basic}`,
    'another credential first': `Basic ${basic}, Bearer ${token}`,
    'a comma after it': `Bearer ${token},`,
    'a semicolon after it': `Bearer ${token};`,
    'something after it': `Bearer ${token} x`,
    'the scheme Basic': `Basic ${basic}`,
    'the scheme Basic with the token': `Basic ${token}`,
    'the scheme Token': `Token ${token}`,
    'the scheme JWT': `JWT ${token}`,
    'the scheme DPoP': `DPoP ${token}`,
    'the scheme Digest': `Digest username="alice"`,
    'a scheme that begins so': `Bearers ${token}`,
    'a scheme that ends so': `XBearer ${token}`,
    'a scheme in look-alike letters': `\u0412earer ${token}`,
    'a scheme in wide letters': `\uff22\uff45\uff41\uff52\uff45\uff52 ${token}`,
    'a token in percent escapes': `Bearer ${token.replaceAll('.', '%2E')}`,
    'a token cut by a space': `Bearer ${token.replace('.', ' .')}`,
    'a token cut by a line break': `Bearer ${token.replace('.', '\n.')}`,
    'a token in wide letters': `Bearer ${token.replace('e', '\uff45')}`,
    'an equals sign within the token': `Bearer ${token.replace('.', '=.')}`,
    'equals signs alone': 'Bearer ===',
    'a token in braces': `Bearer {${token}}`,
    'a token in JSON': `Bearer {"token":"${token}"}`,
    'a cookie': `Bearer ${token}; Path=/`,
  };
  return Object.entries(forms).map(([name, authorization]) =>
    header('malformed_header', name, 'RFC 6750 §2.1', authorization),
  );
}

/** 8 KiB in all: more than any token of ours needs, less than API Gateway lets through. */
function lengths(world: World): readonly ConformanceCase[] {
  const token = world.token();
  const filled = (length: number, text = token) =>
    `Bearer${' '.repeat(length - 'Bearer'.length - text.length)}${text}`;
  const long = longToken(world);
  return [
    header('allow', 'a token of nearly 8 KiB, in 8 KiB', 'RFC 9110 §5.4', filled(8192, long)),
    header('allow', '8 KiB, most of it spaces', 'RFC 9110 §5.4', filled(8192)),
    header('malformed_header', '8 KiB and one octet', 'RFC 9110 §5.4', filled(8193)),
    header(
      'malformed_header',
      'a token in 8 KiB and one octet',
      'RFC 9110 §5.4',
      filled(8193, long),
    ),
    header('malformed_header', '64 KiB of spaces', 'RFC 9110 §5.4', filled(65_536)),
    header('malformed_header', '64 KiB of token', 'RFC 9110 §5.4', `Bearer ${'a'.repeat(65_536)}`),
  ];
}

/** What the header may carry and yet is no token. */
function notTokens(world: World): readonly ConformanceCase[] {
  const token = world.token();
  const texts: Readonly<Record<string, string>> = {
    'an API key': 'zpka_0123456789abcdef',
    'base64 with its padding': 'YWxpY2U6c2VjcmV0PQ==',
    'a dot': '.',
    'a tilde': '~',
    'a token and its padding': `${token}=`,
    'a token with a path after it': `${token}/x`,
  };
  return Object.entries(texts).map(([name, text]) =>
    header('malformed_token', name, 'RFC 7515 §3.1', `Bearer ${text}`),
  );
}

/** As long as a header of 8 KiB with up to three spaces can hold. */
function longToken(world: World): string {
  let token = world.token();
  for (let length = 5000; token.length < 8182; length += 1) {
    token = world.token({ note: 'n'.repeat(length) });
  }
  return token;
}

function header(
  expected: ConformanceCase['expected'],
  name: string,
  rfc: string,
  authorization: string | undefined,
): ConformanceCase {
  return { name, rfc, token: undefined, authorization, expected, sub: 'alice' };
}
