import type { RequestListener } from 'node:http';
import { signingKey } from '../../signing.ts';
import { goodDiscovery, goodKey, json, keys, type Published, status, text } from './serve.ts';

const rsa = signingKey('RS256').jwk;

const late =
  (milliseconds: number): RequestListener =>
  (request, response) => {
    setTimeout(() => keys(goodKey)(request, response), milliseconds);
  };

const failingOnce = (): RequestListener => {
  let asked = 0;
  return (request, response) => {
    asked += 1;
    (asked === 1 ? status(503) : keys(goodKey))(request, response);
  };
};

/** A key set of so many keys. */
export const many = (count: number, members: object = {}) =>
  keys(...Array.from({ length: count }, (_, i) => ({ ...goodKey, kid: `k${i}`, ...members })));

/** A discovery document that was written at another time. */
export const secondsFromNow = (issuer: string, seconds: number) =>
  json(goodDiscovery(issuer), { date: new Date(Date.now() + seconds * 1000).toUTCString() });

const discovery = (issuer: string, changes: object): Published => ({
  discovery: json({ ...goodDiscovery(issuer), ...changes }),
});

/** Something that can be wrong with an issuer. */
type Fault = [
  name: string,
  published: (issuer: string) => Published,
  /** The line about it. */
  words: RegExp,
  verdict: 'yes' | 'no' | 'cannot tell',
  /** The verdict's reason; none if tokens can be verified all the same. */
  reason?: RegExp,
];

/** Each fault that doctor knows, but for those of single keys (unusable-key.test.ts). */
export const faults: readonly Fault[] = [
  [
    'a key endpoint that redirects',
    (issuer) => ({ keySet: status(302, { location: `${issuer}/elsewhere` }) }),
    /^problem key endpoint: \S+ redirects, which the authorizer does not follow \(status 302\): set issuer to the URL that answers/,
    'no',
    /its key endpoint redirects/,
  ],
  [
    'a key endpoint that is not there',
    () => ({ keySet: status(404) }),
    /^problem key endpoint: \S+ is not there \(status 404\): check the issuer .* register JwtServicePlugin/,
    'no',
    /its key endpoint is not there \(status 404\)/,
  ],
  [
    'a key endpoint that asks who is there',
    () => ({ keySet: status(403) }),
    /^problem key endpoint: \S+ is not for this machine to read \(status 403\): it must be public/,
    'cannot tell',
    /not for this machine/,
  ],
  [
    'a key endpoint that fails, at the second attempt too',
    () => ({ keySet: status(503) }),
    /^problem key endpoint: \S+ fails \(status 503\): try again later/,
    'cannot tell',
    /its key endpoint fails/,
  ],
  [
    'a key endpoint that fails once',
    () => ({ keySet: failingOnce() }),
    /^warning key endpoint: answered at the second attempt only/,
    'yes',
  ],
  [
    'a key endpoint that never answers',
    () => ({ keySet: () => {} }),
    /^problem key endpoint: \S+ does not answer in time \(no answer within 1000 ms\): .*raise jwksTimeoutMilliseconds/,
    'cannot tell',
    /does not answer in time/,
  ],
  [
    'a key endpoint that takes more than half of the time',
    () => ({ keySet: late(600) }),
    /^warning key endpoint: answered in [6-9]\d\d of 1000 ms: refreshing keys may take half/,
    'yes',
  ],
  [
    'a key endpoint that breaks the connection',
    () => ({ keySet: (request) => request.socket.destroy() }),
    /^problem key endpoint: \S+ breaks the connection \(ECONNRESET\)/,
    'cannot tell',
    /breaks the connection/,
  ],
  [
    'a key set past 64 KiB',
    () => ({ keySet: text(' '.repeat(65_537)) }),
    /^problem key endpoint: \S+ is too long \(more than 65536 bytes\)/,
    'no',
    /is too long/,
  ],
  [
    'a page in place of a key set',
    () => ({ keySet: text('<!doctype html>\u001b[2J') }),
    /^problem key set: not a key set: not JSON, for it starts with <!doctype html>\\u001b\[2J: check the issuer/,
    'no',
    /not a key set \(not JSON\)/,
  ],
  [
    'nothing in place of a key set',
    () => ({ keySet: text('') }),
    /^problem key set: not a key set: not JSON, for it is empty: check the issuer/,
    'no',
    /not a key set/,
  ],
  [
    'another document in place of a key set',
    (issuer) => ({ keySet: json(goodDiscovery(issuer)) }),
    /^problem key set: not a key set: no array "keys": check the issuer setting$/,
    'no',
    /no array "keys"/,
  ],
  [
    'more than 100 keys',
    () => ({ keySet: many(101) }),
    /^problem key set: not a key set: more than 100 keys: have old keys withdrawn$/,
    'no',
    /more than 100 keys/,
  ],
  [
    'more than half of 100 keys',
    () => ({ keySet: many(51) }),
    /^warning key set: 51 of at most 100 keys, \d+ of at most 65536 bytes: past either bound the whole set is refused/,
    'yes',
  ],
  [
    'more than half of 64 KiB',
    () => ({ keySet: many(1, { x5c: ['A'.repeat(33_000)] }) }),
    /^warning key set: 1 of at most 100 keys, 33\d\d\d of at most 65536 bytes/,
    'yes',
  ],
  [
    'more than ten keys for one algorithm',
    () => ({ keySet: many(11) }),
    /^warning key set: 11 keys for EdDSA: for a token without kid only the first 10 are tried/,
    'yes',
  ],
  [
    'a key without kid',
    () => ({ keySet: keys({ ...goodKey, kid: undefined }) }),
    /^warning key set: all usable keys are without kid: a token that names a kid is not tried/,
    'yes',
  ],
  [
    'some keys without kid',
    () => ({ keySet: keys(goodKey, { ...goodKey, kid: undefined }) }),
    /^warning key set: 1 of 2 usable keys are without kid/,
    'yes',
  ],
  [
    'two keys of one type and name',
    () => ({ keySet: keys(goodKey, goodKey, { ...rsa, kid: 'good' }) }),
    /^warning key set: 2 keys of one type are named "good": the authorizer tries one after/,
    'yes',
  ],
  [
    'a key that is of no use beside one that is',
    () => ({ keySet: keys(goodKey, { ...rsa, kid: 'x', use: 'enc' }) }),
    /^warning key 2 "x" \(RSA, 2048 bits, use enc\): not used: its use is enc/,
    'yes',
  ],
  [
    'a member that is no key',
    () => ({ keySet: keys(goodKey, 'key') }),
    /^warning key 2: not used: it is not an object$/,
    'yes',
  ],
  [
    'a private key',
    () => ({ keySet: keys(goodKey, { ...goodKey, kid: 'oops', d: goodKey.alg }) }),
    /^problem key 2 "oops" .*: is private \(it has d\): whoever reads the set can sign with it\. Withdraw it/,
    'no',
    /its key set gives a private key away/,
  ],
  [
    'no keys at all',
    () => ({ keySet: keys() }),
    /^problem key set: empty: the issuer has withdrawn all keys/,
    'no',
    /its key set is empty/,
  ],
  [
    'no key that is of use',
    () => ({ keySet: keys({ kty: 'oct', k: 'c2VjcmV0' }) }),
    /^problem key set: no key for EdDSA, .*: publish one, or change the algorithms setting/,
    'no',
    /its key set has no key for EdDSA/,
  ],
  [
    'no discovery document',
    () => ({ discovery: status(404) }),
    /^warning discovery document: \S+ is not there \(status 404\); the authorizer does not need it/,
    'yes',
  ],
  [
    'a discovery document that redirects',
    (issuer) => ({ discovery: status(301, { location: `${issuer}/elsewhere` }) }),
    /^warning discovery document: \S+ redirects/,
    'yes',
  ],
  [
    'a discovery document past 64 KiB',
    () => ({ discovery: text(' '.repeat(65_537)) }),
    /^warning discovery document: \S+ is too long \(more than 65536 bytes\)/,
    'yes',
  ],
  [
    'a discovery document that is not JSON',
    () => ({ discovery: text('<html>') }),
    /^warning discovery document: not a JSON object/,
    'yes',
  ],
  [
    'a discovery document that never ends',
    () => ({ discovery: (_, response) => void response.writeHead(200).write('{') }),
    /^warning discovery document: \S+ does not answer in time \(no answer within 1000 ms\)/,
    'yes',
  ],
  [
    'another issuer in the discovery document',
    (issuer) => discovery(issuer, { issuer: 'https://other.example\u0007' }),
    /^problem discovery document: the issuer is "https:\/\/other\.example\\u0007", set is "http:\S+": tokens are refused .* set issuer to what they name/,
    'no',
    /its tokens name another issuer/,
  ],
  [
    'the issuer with a trailing slash in the discovery document',
    (issuer) => discovery(issuer, { issuer: `${issuer}/` }),
    /^problem discovery document: .*: they differ by the trailing slash, which the issuer setting does not take: have the issuer leave it out/,
    'no',
    /its tokens name another issuer/,
  ],
  [
    'no issuer in the discovery document',
    (issuer) => discovery(issuer, { issuer: 1 }),
    /^warning discovery document: names no issuer/,
    'yes',
  ],
  [
    'keys at another place by the discovery document',
    (issuer) => discovery(issuer, { jwks_uri: `${issuer}/keys` }),
    /^problem discovery document: the keys are at "\S+\/keys", and the authorizer fetches them from \S+\/jwks\.json only/,
    'no',
    /its keys are published elsewhere/,
  ],
  [
    'no place of keys in the discovery document',
    (issuer) => discovery(issuer, { jwks_uri: undefined }),
    /^warning discovery document: has no jwks_uri/,
    'yes',
  ],
  [
    'only algorithms that are not admitted in the discovery document',
    (issuer) => discovery(issuer, { id_token_signing_alg_values_supported: ['PS256', 'HS256'] }),
    /^problem discovery document: tokens are signed with PS256, HS256, and the authorizer admits EdDSA, .* only/,
    'no',
    /it signs with no algorithm that is admitted/,
  ],
  [
    'an algorithm without a key in the discovery document',
    (issuer) => discovery(issuer, { id_token_signing_alg_values_supported: ['EdDSA', 'ES256'] }),
    /^warning discovery document: the key set has no key for ES256/,
    'yes',
  ],
  [
    'a clock that is 3 s ahead',
    (issuer) => ({ discovery: secondsFromNow(issuer, 3) }),
    /^warning clock: the issuer's is [23]\.\d s ahead of this machine's, .*Lambda's own is kept by AWS: compare this machine's$/,
    'yes',
  ],
  [
    'a clock that is a minute behind',
    (issuer) => ({ discovery: secondsFromNow(issuer, -60) }),
    /^problem clock: the issuer's is \d\d\.\d s behind this machine's, .* or raise leewaySeconds$/,
    'cannot tell',
    /its clock or this machine's is wrong/,
  ],
];
