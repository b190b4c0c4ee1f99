import fc from 'fast-check';
import { audience, type ConformanceContext, now, secondAudience } from './context.ts';
import { compact, type KeySigner, withSignature, withTrailingBits } from './signer.ts';

/** A generated token, and how it deviates from a usual, valid one. */
export interface GeneratedToken {
  readonly token: string;
  readonly deviations: readonly string[];
}

/** A value of a header parameter or claim. */
interface Choice {
  readonly deviation?: string | undefined;
  readonly value: unknown;
}

type Choices = Readonly<Record<string, readonly unknown[]>>;

/** Usually one of the usual values, sometimes one that deviates. */
function member(usual: readonly unknown[], deviating: Choices, ...others: fc.Arbitrary<Choice>[]) {
  const choices = Object.entries(deviating).flatMap(([deviation, values]) =>
    values.map((value): Choice => ({ deviation, value })),
  );
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...usual.map((value): Choice => ({ value }))) },
    { weight: 1, arbitrary: fc.constantFrom(...choices) },
    ...others.map((arbitrary) => ({ weight: 1, arbitrary })),
  );
}

const nested = { a: { alg: 'none' } };
const anyJson = fc
  .constantFrom(undefined, null, 0, -1.5, 1e300, true, '', 'x"\\\u0000', [], [[{}]], nested)
  .map((value): Choice => ({ value }));

/** Times around the leeway, in quarters of a second. */
const timeNearNow = (deviation?: string) =>
  fc
    .integer({ min: -20, max: 20 })
    .map((quarters): Choice => ({ deviation, value: now + quarters / 4 }));

const notNumbers = [null, 'soon', `${now}`, true, [now], {}];
const unprintable = 'sub that is not printable or too long';

function claimArbitraries({ issuer }: ConformanceContext) {
  return {
    iss: member([issuer], {
      'another iss': ['https://evil.example', `${issuer}/`, issuer.toUpperCase(), ''],
      'iss of another type': [undefined, null, 1, [issuer]],
    }),
    aud: member([audience, secondAudience, [audience], ['other', audience]], {
      'another aud': ['other', `${audience} `, '', [], ['other']],
      'aud of another type': [undefined, null, 1, { 0: audience }],
      'aud with a member that is not a string': [[audience, 1], [null, audience], [[audience]]],
    }),
    sub: member(
      ['alice', 'zo\u00eb'],
      {
        'no sub': [undefined],
        'sub of another type': [null, 1, true, ['alice'], {}],
        [unprintable]: ['', 'a\nb', '\u0000', 'a\ud800', 's'.repeat(1025)],
      },
      fc
        .string({ unit: 'binary', maxLength: 5 })
        .map((value): Choice => ({ deviation: unprintable, value })),
    ),
    exp: member(
      [now + 300, now + 0.5, 4e9],
      {
        'exp in the past': [now - 3.25, 0, -1],
        'exp near now': [now - 3],
        'no exp': [undefined],
        'exp of another type': notNumbers,
      },
      timeNearNow('exp near now'),
    ),
    nbf: member(
      [undefined, now - 5, now + 3],
      { 'nbf in the future': [now + 3.25, now + 60], 'nbf of another type': notNumbers },
      timeNearNow(),
    ),
    iat: member(
      [now, undefined, now - 0.5, now + 3],
      {
        'iat in the future': [now + 3.25, now + 60],
        'iat beyond dates': [1e300],
        'iat of another type': notNumbers,
      },
      timeNearNow('iat in the future'),
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

/** Header parameters that depend on each other. */
const extension = member([{}], {
  crit: [
    ...[{ crit: ['x'], x: 1 }, { crit: ['b64'] }, { crit: ['b64'], b64: false }, { crit: [] }],
    ...[{ crit: 'x' }, { crit: null }, { crit: [1] }],
  ],
  'crit with b64 true': [{ crit: ['b64'], b64: true }],
  'b64 true without crit': [{ b64: true }],
  'b64 false without crit': [{ b64: false }],
});

const ownKid = Symbol('the kid of the key that signs');
const ownAlg = Symbol('the algorithm of the key that signs');
const kidArbitrary = member([ownKid, ownKid, ownKid, undefined], {
  'another kid': ['unknown', 'RS256', '', '__proto__'],
  'kid of another type': [1, null, ['EdDSA'], {}],
});
const algArbitrary = member([ownAlg], {
  'another alg': ['none', 'HS256', 'PS256', 'eddsa', 'ES256', 'RS512', ''],
  'alg Ed25519': ['Ed25519'],
  'alg of another type': [undefined, null, 1, ['EdDSA']],
});

/** Changes to a signed token. */
const tokenChanges: Readonly<Record<string, (token: string) => string>> = {
  'a corrupt signature': (token) =>
    withSignature(token, (bytes) => Buffer.concat([bytes.subarray(1), bytes.subarray(0, 1)])),
  'a short signature': (token) => withSignature(token, (bytes) => bytes.subarray(1)),
  'a padded signature': (token) => `${token}==`,
  'a half-padded signature': (token) => `${token}=`,
  'trailing bits in the signature': withTrailingBits,
  'whitespace in the signature': (token) => `${token.slice(0, -4)}\n ${token.slice(-4)}`,
  'whitespace after the signature': (token) => `${token} `,
  'a signature in the base64 alphabet': (token) => {
    const dot = token.lastIndexOf('.');
    return token.slice(0, dot) + token.slice(dot).replace(/-/g, '+').replace(/_/g, '/');
  },
  'an invalid character in the signature': (token) => `${token.slice(0, -4)}~${token.slice(-4)}`,
  'four segments': (token) => `${token}.e30`,
  'two segments': (token) => token.slice(0, token.lastIndexOf('.')),
  'no signature': (token) => token.slice(0, token.lastIndexOf('.') + 1),
};

type JsonChanges = Readonly<Record<string, (json: string) => string | Buffer>>;

const headerChanges: JsonChanges = {
  'a duplicate header member': (json) => json.replace('{', '{"alg":"none",'),
  'a duplicate unknown header member': (json) => json.replace('{', '{"y":1,"y":2,'),
  'a byte order mark before the header': (json) => `\ufeff${json}`,
  'whitespace in the header': (json) => json.replace('{', '{\n  '),
  'a header that is an array': (json) => `[${json}]`,
};

const payloadChanges: JsonChanges = {
  'a duplicate claim': (json) => json.replace('{', '{"sub":"admin",'),
  'a byte order mark before the payload': (json) => `\ufeff${json}`,
  'a payload in Latin-1': (json) => Buffer.from(json.replace('{', '{"y":"\u00e9",'), 'latin1'),
  'a payload that is an array': (json) => `[${json}]`,
  'a payload that is not JSON': (json) => json.slice(1),
  'whitespace in the payload': (json) => `\t${json}\r\n`,
};

type Change<T> = readonly [deviation: string | undefined, apply: (text: string) => T];

/** Usually no change, sometimes one of these. */
function change<T>(
  changes: Readonly<Record<string, (text: string) => T>>,
): fc.Arbitrary<Change<string | T>> {
  const none: Change<string> = [undefined, (text) => text];
  return fc.oneof(
    { weight: 14, arbitrary: fc.constant<Change<string | T>>(none) },
    { weight: 1, arbitrary: fc.constantFrom<Change<string | T>[]>(...Object.entries(changes)) },
  );
}

/** Generates tokens for the context's issuer: valid ones, and ones with one or more deviations. */
export function generatedTokens(
  context: ConformanceContext,
  second: KeySigner,
): fc.Arbitrary<GeneratedToken> {
  const { EdDSA, ES256, PS256, RS256 } = context.signers;
  const { unpublished } = context;
  const parts = {
    signer: fc.oneof(
      { weight: 14, arbitrary: fc.constantFrom(EdDSA, EdDSA, ES256, PS256, RS256, second) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(unpublished.EdDSA, unpublished.ES256, unpublished.RS256),
      },
    ),
    claims: fc.record(claimArbitraries(context)),
    header: fc.record({ ...headerArbitraries, extension, kid: kidArbitrary, alg: algArbitrary }),
    headerChange: change(headerChanges),
    payloadChange: change(payloadChanges),
    tokenChange: change(tokenChanges),
  };
  return fc
    .record(parts)
    .map(({ signer, claims, header, headerChange, payloadChange, tokenChange }) => {
      const { extension: extended, kid, alg, ...others } = header;
      const ownName = signer === second ? 'second' : signer.alg;
      const parameters = {
        alg: alg.value === ownAlg ? signer.alg : alg.value,
        kid: kid.value === ownKid ? ownName : kid.value,
        ...valuesOf(others),
        ...Object(extended.value),
      };
      const token = compact(
        signer,
        headerChange[1](JSON.stringify(parameters)),
        payloadChange[1](JSON.stringify(valuesOf(claims))),
      );
      const deviations = [
        ...[...Object.values(claims), ...Object.values(header)].map(({ deviation }) => deviation),
        ...[headerChange[0], payloadChange[0], tokenChange[0]],
        kid.value === undefined ? 'no kid' : undefined,
        kid.value === undefined && signer.alg === 'EdDSA' ? 'two matching keys' : undefined,
        signer.alg === 'PS256' ? 'a PS256 signature' : undefined,
      ];
      return {
        token: tokenChange[1](token),
        deviations: deviations.filter((deviation) => deviation !== undefined),
      };
    });
}

function valuesOf(choices: Readonly<Record<string, Choice>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(choices).map(([name, { value }]) => [name, value]));
}
