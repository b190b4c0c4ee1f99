import { type ConformanceCase, cases } from './conformance-case.ts';
import type { ConformanceContext } from './context.ts';

const asHeader = (authorization: string | undefined) => ({ authorization });

/** The Authorization header (RFC 6750 section 2.1, RFC 9110 section 11.6.2). */
export function authorizationHeaderCases(context: ConformanceContext): readonly ConformanceCase[] {
  const token = context.token();
  const basic = 'YWxpY2U6c2VjcmV0';
  return [
    ...cases(
      'allow',
      'RFC 9110 §11.1',
      {
        Bearer: `Bearer ${token}`,
        bearer: `bearer ${token}`,
        BEARER: `BEARER ${token}`,
        bEaReR: `bEaReR ${token}`,
        'two spaces': `Bearer  ${token}`,
        '20 spaces': `Bearer${' '.repeat(20)}${token}`,
      },
      asHeader,
    ),
    ...cases(
      'malformed_header',
      'RFC 6750 §2.1',
      {
        'no header': undefined,
        'an empty header': '',
        'a space': ' ',
        'the scheme alone': 'Bearer',
        'the scheme and a space': 'Bearer ',
        'the token alone': token,
        'a leading space': ` Bearer ${token}`,
        'a trailing space': `Bearer ${token} `,
        'a leading tab': `\tBearer ${token}`,
        'a trailing tab': `Bearer ${token}\t`,
        'a tab as separator': `Bearer\t${token}`,
        'a space and a tab as separator': `Bearer \t${token}`,
        'a no-break space as separator': `Bearer\u00a0${token}`,
        'a trailing line break': `Bearer ${token}\n`,
        'a line break as separator': `Bearer\n${token}`,
        'an injected header': `Bearer ${token}\r\nX-Admin: true`,
        'a trailing NUL': `Bearer ${token}\0`,
        'no separator': `Bearer${token}`,
        'a colon after the scheme': `Bearer: ${token}`,
        'an equals sign as separator': `Bearer=${token}`,
        'a parameter': `Bearer token=${token}`,
        'a quoted parameter': `Bearer token="${token}"`,
        'a realm before the token': `Bearer realm="api" ${token}`,
        'double quotes': `Bearer "${token}"`,
        'single quotes': `Bearer '${token}'`,
        'angle brackets': `Bearer <${token}>`,
        'a repeated scheme': `Bearer Bearer ${token}`,
        'two tokens': `Bearer ${token} ${token}`,
        'two tokens with a comma': `Bearer ${token},${token}`,
        'two credentials': `Bearer ${token}, Bearer ${token}`,
        'Bearer and Basic credentials': `Bearer ${token}, Basic ${basic}`,
        'Basic and Bearer credentials': `Basic ${basic}, Bearer ${token}`,
        'a trailing comma': `Bearer ${token},`,
        'a trailing semicolon': `Bearer ${token};`,
        'trailing text': `Bearer ${token} x`,
        'scheme Basic': `Basic ${basic}`,
        'scheme Basic with the token': `Basic ${token}`,
        'scheme Token': `Token ${token}`,
        'scheme JWT': `JWT ${token}`,
        'scheme DPoP': `DPoP ${token}`,
        'scheme Digest': `Digest username="alice"`,
        'scheme Bearers': `Bearers ${token}`,
        'scheme XBearer': `XBearer ${token}`,
        'a scheme with a Cyrillic letter': `\u0412earer ${token}`,
        'a scheme in full-width letters': `\uff22\uff45\uff41\uff52\uff45\uff52 ${token}`,
        'percent-encoded dots': `Bearer ${token.replaceAll('.', '%2E')}`,
        'a space in the token': `Bearer ${token.replace('.', ' .')}`,
        'a line break in the token': `Bearer ${token.replace('.', '\n.')}`,
        'a full-width letter in the token': `Bearer ${token.replace('e', '\uff45')}`,
        'an equals sign in the token': `Bearer ${token.replace('.', '=.')}`,
        'equals signs instead of a token': 'Bearer ===',
        'a token in braces': `Bearer {${token}}`,
        'a token in JSON': `Bearer {"token":"${token}"}`,
        'a cookie attribute': `Bearer ${token}; Path=/`,
      },
      asHeader,
    ),
    ...lengths(context),
    ...cases(
      'malformed_token',
      'RFC 7515 §3.1',
      {
        'an API key': 'zpka_0123456789abcdef',
        'padded base64': 'YWxpY2U6c2VjcmV0PQ==',
        'a dot': '.',
        'a tilde': '~',
        'a padded token': `${token}=`,
        'a token followed by a path': `${token}/x`,
      },
      (text) => ({ authorization: `Bearer ${text}` }),
    ),
  ];
}

/** The limit is 8 KiB: longer than any token needs, shorter than what API Gateway forwards. */
function lengths(context: ConformanceContext): readonly ConformanceCase[] {
  const rfc = 'RFC 9110 §5.4';
  const filled = (length: number, token = context.token()) =>
    `Bearer${' '.repeat(length - 'Bearer'.length - token.length)}${token}`;
  const long = longToken(context);
  return [
    ...cases(
      'allow',
      rfc,
      {
        'an 8 KiB header, nearly all token': filled(8192, long),
        'an 8 KiB header, mostly spaces': filled(8192),
      },
      asHeader,
    ),
    ...cases(
      'malformed_header',
      rfc,
      {
        'a header of 8 KiB and one byte, mostly spaces': filled(8193),
        'a header of 8 KiB and one byte, nearly all token': filled(8193, long),
        '64 KiB of spaces': filled(65_536),
        'a 64 KiB token': `Bearer ${'a'.repeat(65_536)}`,
      },
      asHeader,
    ),
  ];
}

/** Returns a token that fills an 8 KiB header, but for the scheme and up to three spaces. */
function longToken(context: ConformanceContext): string {
  let token = context.token();
  for (let length = 5900; token.length < 8182; length += 1) {
    token = context.token({ note: 'n'.repeat(length) });
  }
  return token;
}
