import { allow, type ConformanceCase, refuse } from './conformance-case.ts';
import { audience, secondAudience, type World } from './world.ts';

/** Who issued the token, for whom, of whom: each missing, wrong, of the wrong type, or odd and right. */
export function claimCases(world: World): readonly ConformanceCase[] {
  return [...issuers(world), ...audiences(world), ...subjects(world)];
}

function issuers(world: World): readonly ConformanceCase[] {
  const { issuer, secondIssuer, token, over, claims } = world;
  const wrong: Readonly<Record<string, unknown>> = {
    missing: undefined,
    null: null,
    empty: '',
    'a number': 1,
    true: true,
    'a list of the issuer': [issuer],
    'an object': { iss: issuer },
    'of another host': 'https://evil.example/__zuplo/issuer',
    'with a slash after it': `${issuer}/`,
    'with a space after it': `${issuer} `,
    'with a space before it': ` ${issuer}`,
    'in capitals': issuer.toUpperCase(),
    'with a query': `${issuer}?`,
    'with a fragment': `${issuer}#`,
    'with a path upwards': `${issuer}/x/..`,
    'one character short': issuer.slice(0, -1),
    'with a user before the host': issuer.replace('://', '://user@'),
    'of the key set': `${issuer}/.well-known/jwks.json`,
    'of both issuers': `${issuer},${secondIssuer}`,
    'with a NUL after it': `${issuer}\0`,
    'of __proto__': '__proto__',
    'of a file': 'file:///etc/passwd',
  };
  return [
    ...Object.entries(wrong).map(([name, iss]) =>
      refuse('unknown_issuer', `iss ${name}`, 'RFC 7519 §4.1.1', token({ iss })),
    ),
    allow(
      'iss in escapes',
      'RFC 8259 §7',
      over(JSON.stringify(claims).replaceAll('http', '\\u0068ttp')),
    ),
    ...betweenIssuers(world),
  ];
}

/** Each issuer's keys speak for that issuer alone (RFC 8725 section 3.8). */
function betweenIssuers(world: World): readonly ConformanceCase[] {
  const { secondIssuer, secondSigner, signers, token } = world;
  const section = 'RFC 8725 §3.8';
  return [
    allow("the second issuer's token", section, token({ iss: secondIssuer }, {}, secondSigner)),
    allow(
      "the second issuer's token, without kid",
      section,
      token({ iss: secondIssuer }, { kid: undefined }, secondSigner),
    ),
    refuse(
      'bad_signature',
      "the second issuer's name, signed by the first",
      section,
      token({ iss: secondIssuer }),
    ),
    refuse(
      'bad_signature',
      "the first issuer's name, signed by the second",
      section,
      token({}, {}, secondSigner),
    ),
    refuse(
      'unknown_key',
      "the second issuer's name, and a kid of the first",
      section,
      token({ iss: secondIssuer }, {}, signers.ES256),
    ),
  ];
}

function audiences(world: World): readonly ConformanceCase[] {
  const section = 'RFC 7519 §4.1.3';
  const right: Readonly<Record<string, unknown>> = {
    'in a list': [audience],
    'first in a list': [audience, 'other'],
    'last in a list': ['other', 'another', audience],
    'twice in a list': [audience, audience],
    'beside an empty one': ['', audience],
    'of the second name': secondAudience,
    'of both names': [secondAudience, audience],
    'among a hundred': [...Array.from({ length: 100 }, (_, at) => `audience-${at}`), audience],
  };
  const wrong: Readonly<Record<string, unknown>> = {
    missing: undefined,
    null: null,
    empty: '',
    'an empty list': [],
    other: 'other',
    'a list of others': ['other', 'another'],
    'in capitals': audience.toUpperCase(),
    'with a space after it': `${audience} `,
    'as part of a word': `${audience}-2`,
    'cut short': audience.slice(0, -1),
    'in a list within a list': [[audience]],
    'in an object': { [audience]: true },
    'as the name of a member': { 0: audience, length: 1 },
    'a number': 1,
    true: true,
    'a list with a number': [audience, 1],
    'a list with null': [audience, null],
    'a list with an object': [{}, audience],
    'a list with a list': [audience, ['other']],
    'both names in one text': `${audience},${secondAudience}`,
    'both names, parted by a space': `${audience} ${secondAudience}`,
    'a wildcard': '*',
    'the URL without its slash': secondAudience.slice(0, -1),
    'the URL in capitals': secondAudience.toUpperCase(),
    'a list of no text': [''],
  };
  return [
    ...Object.entries(right).map(([name, aud]) =>
      allow(`aud ${name}`, section, world.token({ aud })),
    ),
    ...Object.entries(wrong).map(([name, aud]) =>
      refuse('wrong_audience', `aud ${name}`, section, world.token({ aud })),
    ),
    refuse(
      'wrong_audience',
      'the audience under another name',
      section,
      world.token({ aud: undefined, azp: audience, audience, client_id: audience }),
    ),
  ];
}

function subjects(world: World): readonly ConformanceCase[] {
  const section = 'RFC 7519 §4.1.2';
  const right: Readonly<Record<string, string>> = {
    'of one character': 'a',
    "of Zuplo's gateway": 'api-gateway',
    'with spaces': ' alice and bob ',
    'with a URL': 'https://example.com/users/1?a=b#c',
    'of an e-mail address': 'alice+test@example.com',
    'outside ASCII': 'zo\u00eb \u{1f511}',
    'from right to left': '\u05d0\u05dc\u05d9\u05e1',
    'of 1 KiB': 's'.repeat(1024),
    'of 1 KiB outside ASCII': '\u00e9'.repeat(512),
    'of JSON': '{"sub":"admin"}',
    'of quotes and backslashes': '"\\\'',
    'of __proto__': '__proto__',
    'of digits': '1234567890',
    'of markup': '<script>alert(1)</script>',
  };
  const wrong: Readonly<Record<string, unknown>> = {
    missing: undefined,
    null: null,
    empty: '',
    'a number': 1,
    zero: 0,
    true: true,
    'a list': ['alice'],
    'an object': { sub: 'alice' },
    'of 1 KiB and one octet': 's'.repeat(1025),
    'of 1 KiB and more outside ASCII': '\u00e9'.repeat(513),
    'with a line break': 'alice\nbob',
    'with a carriage return': 'alice\r',
    'with a tab': 'alice\tbob',
    'with a NUL': 'alice\0',
    'with an escape': '\u001b[31malice',
    'with a delete': 'alice\u007f',
    'with a control character beyond ASCII': 'alice\u0085',
    'with half a pair': 'alice\ud83d',
    'with the other half': '\udd11alice',
    'with the halves swapped': '\udd11\ud83d',
  };
  return [
    ...Object.entries(right).map(([name, sub]) =>
      allow(`sub ${name}`, section, world.token({ sub }), { sub }),
    ),
    ...Object.entries(wrong).map(([name, sub]) =>
      refuse('missing_subject', `sub ${name}`, section, world.token({ sub })),
    ),
    refuse(
      'missing_subject',
      'sub inside __proto__',
      section,
      world.over(
        `${JSON.stringify({ ...world.claims, sub: undefined }).slice(0, -1)},"__proto__":{"sub":"admin"}}`,
      ),
    ),
    refuse(
      'missing_subject',
      'the subject under another name',
      section,
      world.token({ sub: undefined, Sub: 'alice', client_id: 'alice', username: 'alice' }),
    ),
  ];
}
