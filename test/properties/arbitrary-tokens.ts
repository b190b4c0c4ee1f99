import fc from 'fast-check';
import { type SigningKey, segment, signed } from '../signing.ts';

export interface TokenSource {
  readonly issuer: string;
  readonly audience: string;
  readonly published: readonly SigningKey[];
  readonly unpublished: SigningKey;
}

const algs = [
  ...(['EdDSA', 'Ed25519', 'RS256', 'ES256', 'HS256', 'none', 'PS256', 'eddsa'] as const),
  '__proto__',
] as const;
const texts = fc.string({ unit: 'binary', maxLength: 40 });
const bytes = fc.uint8Array({ maxLength: 80 }).map((array) => Buffer.from(array));
const nowSeconds = () => Math.floor(Date.now() / 1000);

/** Generates tokens: valid, with wrong header or claims, corrupted, spliced, or of arbitrary content. */
export function arbitraryTokens(source: TokenSource): fc.Arbitrary<string> {
  const nearlyValid = fc
    .record({ key: keys(source), header: headers(), payload: payloads(source) })
    .map(({ key, header, payload }) =>
      signed(key, { header: { alg: key.alg, ...header }, payload }),
    );
  const valid = fc
    .tuple(keys(source), validPayloads(source))
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
    { weight: 2, arbitrary: valid },
    { weight: 4, arbitrary: nearlyValid },
    { weight: 4, arbitrary: fc.tuple(valid, corruption()).map(([token, change]) => change(token)) },
    {
      weight: 2,
      arbitrary: fc.tuple(nearlyValid, corruption()).map(([token, change]) => change(token)),
    },
    { weight: 1, arbitrary: fc.tuple(valid, nearlyValid, fc.nat(2)).map(spliced) },
    { weight: 2, arbitrary: rawContents },
    { weight: 1, arbitrary: segments.map((parts) => parts.join('.')) },
  );
}

/** Generates Authorization headers: most contain a token after `Bearer`. */
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

/** Prefers the first key, which is the fastest to sign with. */
function keys({ published, unpublished }: TokenSource): fc.Arbitrary<SigningKey> {
  return fc.constantFrom(
    ...published,
    ...published.slice(0, 1),
    ...published.slice(0, 1),
    unpublished,
  );
}

/** Generates no, one, or some of the members, so that most tokens have only one fault. */
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
  const other = fc.oneof(texts, fc.jsonValue());
  return few({
    alg: fc.constantFrom(...algs),
    kid: fc.oneof(fc.constantFrom('EdDSA', 'RS256', 'PS256', 'ES256'), other),
    typ: fc.oneof(fc.constantFrom('JWT', 'at+jwt', 'JOSE'), other),
    crit: other,
    jwk: other,
    b64: fc.boolean(),
  });
}

/** Generates valid claims, and one of arbitrary text that nothing checks. */
function validPayloads({ issuer, audience }: TokenSource): fc.Arbitrary<object> {
  return texts.map((text) => ({
    iss: issuer,
    aud: audience,
    sub: 'alice',
    exp: nowSeconds() + 300,
    text,
  }));
}

function payloads(source: TokenSource): fc.Arbitrary<object> {
  const nearNow = fc.integer({ min: -600, max: 600 }).map((seconds) => nowSeconds() + seconds);
  const other = fc.oneof(fc.jsonValue(), fc.constant(undefined), texts);
  const changes = few({
    iss: other,
    aud: fc.oneof(other, fc.array(fc.constantFrom(source.audience, 'other'))),
    sub: fc.oneof(other, texts, fc.constant(undefined)),
    exp: fc.oneof(nearNow, fc.nat({ max: 2_000_000_000 }), fc.constant(undefined), other),
    nbf: fc.oneof(nearNow, nearNow, nearNow, other),
    iat: fc.oneof(nearNow, nearNow, nearNow, other),
    scope: other,
  });
  return fc
    .tuple(validPayloads(source), changes)
    .map(([valid, change]) => ({ ...valid, ...change }));
}

type Change = (token: string) => string;

/** Generates one or two changes: text inserted, replaced, removed, truncated or appended. */
function corruption(): fc.Arbitrary<Change> {
  const character = fc.oneof(fc.constantFrom('.', '=', '-', '_', '+', '/', ' ', 'A'), texts);
  const one = fc.record({ index: fc.nat(), text: character, kind: fc.nat(4) }).map(
    ({ index, text, kind }): Change =>
      (token) => {
        const at = index % (token.length + 1);
        const [before, after] = [token.slice(0, at), token.slice(at)];
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

/** Replaces one segment of the first token by that of the second. */
function spliced([first, second, index]: [string, string, number]): string {
  return first
    .split('.')
    .with(index, second.split('.')[index] ?? '')
    .join('.');
}
