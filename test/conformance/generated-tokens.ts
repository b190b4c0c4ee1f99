import fc from 'fast-check';
import { withSignature } from './signatures.ts';
import { compact, type KeySigner } from './signer.ts';
import { audience, now, secondAudience, type World } from './world.ts';

/** A generated token, and in what it departs from a plain good one. */
export interface GeneratedToken {
  readonly token: string;
  readonly oddities: readonly string[];
}

/** A value for a member of header or payload, and what is odd about it. */
interface Choice {
  readonly oddity?: string;
  readonly value: unknown;
}

type Choices = Readonly<Record<string, readonly unknown[]>>;

/** Mostly one of the plain values, sometimes an odd one. */
function member(plain: readonly unknown[], odd: Choices, any?: fc.Arbitrary<Choice>) {
  const oddChoices = Object.entries(odd).flatMap(([oddity, values]) =>
    values.map((value): Choice => ({ oddity, value })),
  );
  return fc.oneof(
    { weight: 14, arbitrary: fc.constantFrom(...plain.map((value): Choice => ({ value }))) },
    { weight: 1, arbitrary: fc.constantFrom(...oddChoices) },
    { weight: any === undefined ? 0 : 1, arbitrary: any ?? fc.constant<Choice>({ value: 0 }) },
  );
}

const anyJson = fc
  .constantFrom(undefined, null, 0, -1.5, 1e300, true, '', 'x"\\\u0000', [], [[{}]], {
    a: { alg: 'none' },
  })
  .map((value): Choice => ({ value }));

/** Times around the edges, with fractions. */
const timeNearEdge = fc
  .integer({ min: -20, max: 20 })
  .map((quarters): Choice => ({ value: now + quarters / 4 }));

const notNumbers = [null, 'soon', `${now}`, true, [now], {}];

function claimArbitraries({ issuer }: World) {
  return {
    iss: member([issuer], {
      'another iss': ['https://evil.example', `${issuer}/`, issuer.toUpperCase(), ''],
      'iss of another type': [undefined, null, 1, [issuer]],
    }),
    aud: member([audience, secondAudience, [audience], ['other', audience]], {
      'another aud': ['other', `${audience} `, '', [], ['other']],
      'aud of another type': [undefined, null, 1, { 0: audience }],
      'aud with something else in its list': [[audience, 1], [null, audience], [[audience]]],
    }),
    sub: member(
      ['alice', 'zo\u00eb'],
      {
        'no sub': [undefined],
        'sub of another type': [null, 1, true, ['alice'], {}],
        'sub that cannot be shown': ['', 'a\nb', '\u0000', 'a\ud800', 's'.repeat(1025)],
      },
      fc
        .string({ unit: 'binary', maxLength: 5 })
        .map((value) => ({ oddity: 'sub that cannot be shown', value })),
    ),
    exp: member(
      [now + 300, now + 0.5, 4e9],
      {
        'exp past': [now - 3, now - 3.25, 0, -1],
        'exp of another type': [undefined, ...notNumbers],
      },
      timeNearEdge,
    ),
    nbf: member(
      [undefined, now - 5, now + 3],
      { 'nbf ahead': [now + 3.25, now + 60], 'nbf of another type': notNumbers },
      timeNearEdge,
    ),
    iat: member(
      [now, undefined, now - 0.5, now + 3],
      { 'iat ahead': [now + 3.25, now + 60, 1e300], 'iat of another type': notNumbers },
      timeNearEdge.map(({ value }) => ({ oddity: 'iat ahead', value })),
    ),
    extra: anyJson,
  };
}

const headerArbitraries = {
  typ: member([undefined, 'JWT', 'at+jwt', 'application/JWT'], {
    'another typ': ['JWE', 'id+jwt', '', 'JWT ', 1, null, ['JWT']],
  }),
  jwk: member([undefined], { jwk: [{ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' }, 1] }),
  extra: anyJson,
};

/** Members of the header that come together. */
const extension = member([{}], {
  crit: [
    { crit: ['x'], x: 1 },
    { crit: ['b64'] },
    { crit: ['b64'], b64: false },
    { crit: [] },
    { crit: 'x' },
    { crit: null },
    { crit: [1] },
  ],
  'crit of b64 true': [{ crit: ['b64'], b64: true }],
  'b64 without crit': [{ b64: true }, { b64: false }],
});

/** What is done to a finished token's text. */
const respellings: Readonly<Record<string, (token: string) => string>> = {
  'a flipped octet': (token) =>
    withSignature(token, (octets) => Buffer.concat([octets.subarray(1), octets.subarray(0, 1)])),
  'a signature cut': (token) => withSignature(token, (octets) => octets.subarray(1)),
  'a padded signature': (token) => `${token}==`,
  'a padded signature, half': (token) => `${token}=`,
  'left-over bits in the signature': (token) => withLeftOverBits(token),
  'white space in the signature': (token) => `${token.slice(0, -4)}\n ${token.slice(-4)}`,
  'white space after the signature': (token) => `${token} `,
  'the alphabet of base64 in the signature': (token) => {
    const dot = token.lastIndexOf('.');
    return token.slice(0, dot) + token.slice(dot).replace(/-/g, '+').replace(/_/g, '/');
  },
  'a foreign character in the signature': (token) => `${token.slice(0, -4)}~${token.slice(-4)}`,
  'a segment more': (token) => `${token}.e30`,
  'a segment less': (token) => token.slice(0, token.lastIndexOf('.')),
  'no signature': (token) => token.slice(0, token.lastIndexOf('.') + 1),
};

const headerTexts: Readonly<Record<string, (json: string) => string>> = {
  'a header member twice': (json) => json.replace('{', '{"alg":"none",'),
  'an unknown header member twice': (json) => json.replace('{', '{"y":1,"y":2,'),
  'a byte order mark before the header': (json) => `\ufeff${json}`,
  'white space in the header': (json) => json.replace('{', '{\n  '),
  'a header that is a list': (json) => `[${json}]`,
};

const payloadTexts: Readonly<Record<string, (json: string) => string | Buffer>> = {
  'a payload member twice': (json) => json.replace('{', '{"sub":"admin",'),
  'a byte order mark before the payload': (json) => `\ufeff${json}`,
  'a payload in Latin-1': (json) => Buffer.from(json.replace('{', '{"y":"\u00e9",'), 'latin1'),
  'a payload that is a list': (json) => `[${json}]`,
  'a payload that is no JSON': (json) => json.slice(1),
  'white space in the payload': (json) => `\t${json}\r\n`,
};

/** Gives tokens of the world: good ones, and ones that are odd in some places at once. */
export function generatedTokens(world: World, second: KeySigner): fc.Arbitrary<GeneratedToken> {
  const { signers, strangers } = world;
  const plainSigners = [signers.EdDSA, signers.EdDSA, signers.ES256, signers.RS256, second];
  const signer = fc.oneof(
    { weight: 14, arbitrary: fc.constantFrom(...plainSigners) },
    { weight: 1, arbitrary: fc.constantFrom(strangers.EdDSA, strangers.ES256, strangers.RS256) },
  );
  const text = <T>(changes: Readonly<Record<string, T>>) =>
    fc.oneof(
      { weight: 14, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(...Object.entries(changes)) },
    );
  return fc
    .record({
      signer,
      claims: fc.record(claimArbitraries(world)),
      header: fc.record(headerArbitraries),
      extension,
      kid: member(['own', 'own', 'own', 'none'], {
        'another kid': ['nobody', 'RS256', '', '__proto__'],
        'kid of another type': [1, null, ['EdDSA'], {}],
      }),
      alg: member(['own'], {
        'another alg': ['none', 'HS256', 'PS256', 'eddsa', 'Ed25519', 'ES256', 'RS512', ''],
        'alg of another type': [undefined, null, 1, ['EdDSA']],
      }),
      headerText: text(headerTexts),
      payloadText: text(payloadTexts),
      respelling: text(respellings),
    })
    .map(
      ({
        signer: by,
        claims,
        header,
        extension: extended,
        kid,
        alg,
        headerText,
        payloadText,
        respelling,
      }) => {
        const names = {
          alg: alg.value === 'own' ? by.alg : alg.value,
          kid: ownOr(kid.value, by === second ? 'second' : by.alg),
          ...valuesOf(header),
          ...Object(extended.value),
        };
        const headerJson = JSON.stringify(names);
        const payloadJson = JSON.stringify(valuesOf(claims));
        const token = compact(
          by,
          headerText?.[1](headerJson) ?? headerJson,
          payloadText?.[1](payloadJson) ?? payloadJson,
        );
        const choices: readonly Choice[] = [
          ...Object.values(claims),
          ...Object.values(header),
          extended,
          kid,
          alg,
        ];
        return {
          token: respelling?.[1](token) ?? token,
          oddities: [
            ...choices.map(({ oddity }) => oddity),
            headerText?.[0],
            payloadText?.[0],
            respelling?.[0],
            kid.value === 'none' && by.alg === 'EdDSA' ? 'two keys fit' : undefined,
          ].filter((oddity) => oddity !== undefined),
        };
      },
    );
}

function valuesOf(choices: Readonly<Record<string, Choice>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(choices).map(([name, { value }]) => [name, value]));
}

function ownOr(value: unknown, own: string): unknown {
  if (value === 'own') return own;
  return value === 'none' ? undefined : value;
}

function withLeftOverBits(token: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(token.slice(-1));
  return `${token.slice(0, -1)}${alphabet[last | 1]}`;
}
