import fc from 'fast-check';
import { type SigningKey, segment, signed } from '../signing.ts';

export interface TokenSource {
  readonly issuer: string;
  readonly audience: string;
  /** Keys that are published, and one that is not. */
  readonly published: readonly SigningKey[];
  readonly stranger: SigningKey;
}

const algs = ['EdDSA', 'RS256', 'ES256', 'HS256', 'none', 'PS256', 'eddsa', '__proto__'] as const;
const texts = fc.string({ unit: 'binary', maxLength: 40 });
const bytes = fc.uint8Array({ maxLength: 80 }).map((array) => Buffer.from(array));
const nowSeconds = () => Math.floor(Date.now() / 1000);

/** Tokens from good to hopeless: signed over nearly good contents, then perhaps damaged. */
export function arbitraryTokens(source: TokenSource): fc.Arbitrary<string> {
  const nearlyGood = fc
    .record({ key: keys(source), header: headers(), payload: payloads(source) })
    .map(({ key, header, payload }) =>
      signed(key, { header: { alg: key.alg, ...header }, payload }),
    );
  const good = fc
    .tuple(keys(source), goodPayloads(source))
    .map(([key, payload]) => signed(key, { payload }));
  const rawContents = fc
    .record({
      key: keys(source),
      header: fc.oneof(bytes, fc.json()),
      payload: fc.oneof(bytes, fc.json()),
    })
    .map(({ key, header, payload }) => signed(key, { header, payload }));
  const segments = fc.array(fc.oneof(bytes.map(segment), texts), { maxLength: 5 });
  return fc.oneof(
    { weight: 2, arbitrary: good },
    { weight: 4, arbitrary: nearlyGood },
    { weight: 4, arbitrary: fc.tuple(good, damage()).map(([token, change]) => change(token)) },
    {
      weight: 2,
      arbitrary: fc.tuple(nearlyGood, damage()).map(([token, change]) => change(token)),
    },
    { weight: 1, arbitrary: fc.tuple(good, nearlyGood, fc.nat(2)).map(spliced) },
    { weight: 2, arbitrary: rawContents },
    { weight: 1, arbitrary: segments.map((parts) => parts.join('.')) },
  );
}

/** Authorization headers: nearly always with a token in them, mostly as they should be. */
export function arbitraryAuthorizations(source: TokenSource): fc.Arbitrary<string> {
  const schemes = fc.constantFrom(
    'Bearer ',
    'bearer  ',
    'BEARER ',
    'Bearer\t',
    'Bearer',
    '',
    'Basic ',
  );
  return fc.oneof(
    { weight: 6, arbitrary: arbitraryTokens(source).map((token) => `Bearer ${token}`) },
    { weight: 2, arbitrary: fc.tuple(schemes, arbitraryTokens(source)).map(([a, b]) => a + b) },
    { weight: 1, arbitrary: texts },
    { weight: 1, arbitrary: fc.tuple(schemes, texts).map(([scheme, text]) => scheme + text) },
  );
}

/** Mostly the first one, which is the quickest to sign with. */
function keys({ published, stranger }: TokenSource): fc.Arbitrary<SigningKey> {
  return fc.constantFrom(
    ...published,
    ...published.slice(0, 1),
    ...published.slice(0, 1),
    stranger,
  );
}

/** Nothing, one, or some of the members, so that what is wrong with a token is mostly one thing. */
function few(members: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<object> {
  const one = fc
    .constantFrom(...Object.entries(members))
    .chain(([name, values]) => values.map((value) => ({ [name]: value })));
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 4, arbitrary: one },
    { weight: 1, arbitrary: fc.record(members, { requiredKeys: [] }) },
  );
}

function headers(): fc.Arbitrary<object> {
  const odd = fc.oneof(texts, fc.jsonValue());
  return few({
    alg: fc.constantFrom(...algs),
    kid: fc.oneof(fc.constantFrom('EdDSA', 'RS256', 'ES256'), odd),
    typ: fc.oneof(fc.constantFrom('JWT', 'at+jwt', 'JOSE'), odd),
    crit: odd,
    jwk: odd,
    b64: fc.constant(false),
  });
}

/** Claims that pass, with some text in them that nobody asks about. */
function goodPayloads({ issuer, audience }: TokenSource): fc.Arbitrary<object> {
  return texts.map((text) => ({
    iss: issuer,
    aud: audience,
    sub: 'alice',
    exp: nowSeconds() + 300,
    text,
  }));
}

function payloads(source: TokenSource): fc.Arbitrary<object> {
  const around = fc.integer({ min: -600, max: 600 }).map((seconds) => nowSeconds() + seconds);
  const odd = fc.oneof(fc.jsonValue(), fc.constant(undefined), texts);
  const changes = few({
    iss: odd,
    aud: fc.oneof(odd, fc.array(fc.constantFrom(source.audience, 'other'))),
    sub: odd,
    exp: fc.oneof(around, fc.nat({ max: 2_000_000_000 }), odd),
    nbf: fc.oneof(around, odd),
    iat: fc.oneof(around, odd),
    scope: odd,
  });
  return fc.tuple(goodPayloads(source), changes).map(([good, change]) => ({ ...good, ...change }));
}

type Change = (token: string) => string;

/** One or two small damages: a character changed, taken out, put in, doubled, or cut off. */
function damage(): fc.Arbitrary<Change> {
  const character = fc.oneof(fc.constantFrom('.', '=', '-', '_', '+', '/', ' ', 'A'), texts);
  const one = fc.record({ at: fc.nat(), text: character, kind: fc.nat(4) }).map(
    ({ at, text, kind }): Change =>
      (token) => {
        const where = at % (token.length + 1);
        const [before, after] = [token.slice(0, where), token.slice(where)];
        const results = [
          before + text + after,
          before + text + after.slice(1),
          before + after.slice(1),
          before,
          token + text,
        ];
        return results[kind] ?? token;
      },
  );
  return fc
    .array(one, { minLength: 1, maxLength: 2 })
    .map((changes) => (token) => changes.reduce((text, change) => change(text), token));
}

/** One segment of the second token in place of the first one's. */
function spliced([first, second, at]: [string, string, number]): string {
  return first
    .split('.')
    .with(at, second.split('.')[at] ?? '')
    .join('.');
}
