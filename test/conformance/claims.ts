import { byJson, type ConformanceCase, cases, prefixed } from './conformance-case.ts';
import { audience, type ConformanceContext, secondAudience } from './context.ts';

/** Claims iss, aud and sub: missing, wrong, of another type, or unusual and valid. */
export function claimCases(context: ConformanceContext): readonly ConformanceCase[] {
  return [
    ...issuers(context),
    ...audiences(context),
    ...subjects(context),
    ...cases<object>(
      'malformed_token',
      'RFC 7519 §4.1.7',
      byJson<object>('claims with', [{ jti: 1 }, { jti: null }, { jti: ['x'] }, { jti: {} }]),
      context.token,
    ),
    ...cases<object>(
      'malformed_token',
      'RFC 8693 §4.2',
      byJson<object>('claims with', [
        { scope: ['a'] },
        { scope: null },
        { scope: 1 },
        { scope: {} },
      ]),
      context.token,
    ),
    ...cases<object>(
      'allow',
      'RFC 8693 §4.2',
      byJson<object>('claims with', [{ scope: '' }, { scp: ['a'] }, { scp: 'a b' }, { scp: 1 }]),
      context.token,
    ),
  ];
}

function issuers(context: ConformanceContext): readonly ConformanceCase[] {
  const { issuer, secondIssuer, secondSigner, signers, token } = context;
  const second = { iss: secondIssuer };
  return [
    ...cases(
      'unknown_issuer',
      'RFC 7519 §4.1.1',
      prefixed('iss', {
        missing: undefined,
        'an empty string': '',
        'with another host': 'https://evil.example/__zuplo/issuer',
        'with a trailing slash': `${issuer}/`,
        'with a trailing space': `${issuer} `,
        'with a leading space': ` ${issuer}`,
        'in upper case': issuer.toUpperCase(),
        'with a query': `${issuer}?`,
        'with a fragment': `${issuer}#`,
        'with a parent path': `${issuer}/x/..`,
        'without its last character': issuer.slice(0, -1),
        'with a user before the host': issuer.replace('://', '://user@'),
        'with the JWKS URL': `${issuer}/.well-known/jwks.json`,
        'with both issuers': `${issuer},${secondIssuer}`,
        'with a trailing NUL': `${issuer}\0`,
        'with the name __proto__': '__proto__',
        'with a file URL': 'file:///etc/passwd',
      }),
      (iss) => token({ iss }),
    ),
    ...cases<unknown>(
      'malformed_token',
      'RFC 7519 §4.1.1',
      prefixed<unknown>('iss', {
        null: null,
        'a number': 1,
        true: true,
        'an array with the issuer': [issuer],
        'an object': { iss: issuer },
      }),
      (iss) => token({ iss }),
    ),
    ...cases('allow', 'RFC 8259 §7', {
      'iss in JSON escapes': context.withPayload(
        JSON.stringify(context.claims).replaceAll('http', '\\u0068ttp'),
      ),
    }),
    // Each issuer's keys verify only that issuer's tokens.
    ...cases('allow', 'RFC 8725 §3.8', {
      'token of the second issuer': token(second, {}, secondSigner),
      'token of the second issuer, without kid': token(second, { kid: undefined }, secondSigner),
    }),
    ...cases('bad_signature', 'RFC 8725 §3.8', {
      'iss of the second issuer, signed by the first': token(second),
      'iss of the first issuer, signed by the second': token({}, {}, secondSigner),
    }),
    ...cases('unknown_key', 'RFC 8725 §3.8', {
      'iss of the second issuer, kid of the first': token(second, {}, signers.ES256),
    }),
  ];
}

function audiences({ token }: ConformanceContext): readonly ConformanceCase[] {
  const rfc = 'RFC 7519 §4.1.3';
  const hundred = Array.from({ length: 100 }, (_, index) => `audience-${index}`);
  const toToken = (aud: unknown) => token({ aud });
  return [
    ...cases<unknown>(
      'allow',
      rfc,
      prefixed<unknown>('aud', {
        'in an array': [audience],
        'first in an array': [audience, 'other'],
        'last in an array': ['other', 'another', audience],
        'twice in an array': [audience, audience],
        'beside an empty string': ['', audience],
        'with the second audience': secondAudience,
        'with both audiences': [secondAudience, audience],
        'after 100 others': [...hundred, audience],
      }),
      toToken,
    ),
    ...cases<unknown>(
      'wrong_audience',
      rfc,
      prefixed<unknown>('aud', {
        missing: undefined,
        'an empty string': '',
        'an empty array': [],
        'with another audience': 'other',
        'with an array of others': ['other', 'another'],
        'in upper case': audience.toUpperCase(),
        'with a trailing space': `${audience} `,
        'with the audience as prefix': `${audience}-2`,
        'without its last character': audience.slice(0, -1),
        'with both audiences, comma-separated': `${audience},${secondAudience}`,
        'with both audiences, space-separated': `${audience} ${secondAudience}`,
        'with a wildcard': '*',
        'URL without its slash': secondAudience.slice(0, -1),
        'URL in upper case': secondAudience.toUpperCase(),
        'an array with an empty string': [''],
      }),
      toToken,
    ),
    ...cases<unknown>(
      'malformed_token',
      rfc,
      prefixed<unknown>('aud', {
        null: null,
        'in a nested array': [[audience]],
        'as a member of an object': { [audience]: true },
        'as an array-like object': { 0: audience, length: 1 },
        'a number': 1,
        true: true,
        'in an array with a number': [audience, 1],
        'in an array with null': [audience, null],
        'in an array with an object': [{}, audience],
        'in an array with an array': [audience, ['other']],
      }),
      toToken,
    ),
    ...cases('wrong_audience', rfc, {
      'the audience in other claims': token({ aud: undefined, azp: audience, audience }),
    }),
  ];
}

function subjects({ claims, token, withPayload }: ConformanceContext): readonly ConformanceCase[] {
  const rfc = 'RFC 7519 §4.1.2';
  const withoutSub = JSON.stringify({ ...claims, sub: undefined }).slice(0, -1);
  return [
    ...cases(
      'allow',
      rfc,
      prefixed('sub', {
        'of one character': 'a',
        'api-gateway, as Zuplo signs it': 'api-gateway',
        'with spaces': ' alice and bob ',
        'with a URL': 'https://example.com/users/1?a=b#c',
        'with an e-mail address': 'alice+test@example.com',
        'with non-ASCII text': 'zo\u00eb \u{1f511}',
        'in a right-to-left script': '\u05d0\u05dc\u05d9\u05e1',
        'of 1 KiB': 's'.repeat(1024),
        'of 1 KiB in non-ASCII text': '\u00e9'.repeat(512),
        'with JSON': '{"sub":"admin"}',
        'with quotes and a backslash': '"\\\'',
        'with the name __proto__': '__proto__',
        'of digits': '1234567890',
        'with markup': '<script>alert(1)</script>',
      }),
      (sub) => ({ token: token({ sub }), sub }),
    ),
    ...cases<unknown>(
      'missing_subject',
      rfc,
      prefixed<unknown>('sub', {
        missing: undefined,
        'an empty string': '',
        'of a space': ' ',
        'of white space': ' \u00a0\u2003\u3000\ufeff',
        'of 1 KiB and one byte': 's'.repeat(1025),
        'of more than 1 KiB in non-ASCII text': '\u00e9'.repeat(513),
        'with a line break': 'alice\nbob',
        'with a carriage return': 'alice\r',
        'with a tab': 'alice\tbob',
        'with a NUL': 'alice\0',
        'with an ANSI escape sequence': '\u001b[31malice',
        'with DEL': 'alice\u007f',
        'with a C1 control character': 'alice\u0085',
        'with a lone high surrogate': 'alice\ud83d',
        'with a lone low surrogate': '\udd11alice',
        'with surrogates in reverse order': '\udd11\ud83d',
      }),
      (sub) => token({ sub }),
    ),
    ...cases<unknown>(
      'malformed_token',
      rfc,
      prefixed<unknown>('sub', {
        null: null,
        'a number': 1,
        zero: 0,
        true: true,
        'an array': ['alice'],
        'an object': { sub: 'alice' },
      }),
      (sub) => token({ sub }),
    ),
    ...cases('missing_subject', rfc, {
      'sub inside __proto__': withPayload(`${withoutSub},"__proto__":{"sub":"admin"}}`),
      'the subject in other claims': token({ sub: undefined, Sub: 'alice', client_id: 'alice' }),
    }),
  ];
}
