import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { selfSignedCertificate } from '../../../bench/cold/certificate.ts';
import { algorithms } from '../../../contract/algorithms.ts';
import { startZuplo } from '../../../local/zuplo/zuplo-server.ts';
import { certificateTrust } from '../../../tools/doctor/certificate-trust.ts';
import { type ExaminationSettings, examineIssuer } from '../../../tools/doctor/examine-issuer.ts';
import { durationFinding } from '../../../tools/doctor/jwks-endpoint.ts';
import { startKeyEndpoint } from '../../key-endpoint.ts';
import { discoveryOf, goodKey, json, publish, status } from './issuer-documents.ts';

const endpoint = await startKeyEndpoint();
const { issuer } = endpoint;
afterAll(() => endpoint.close());

beforeEach(() => {
  vi.stubEnv('NODE_EXTRA_CA_CERTS', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const settings: ExaminationSettings = {
  algorithms,
  leewaySeconds: 30,
  jwksTimeoutMilliseconds: 30_000,
};

async function examine(url: string, changes: Partial<ExaminationSettings> = {}) {
  const { findings, ...rest } = await examineIssuer(url, { ...settings, ...changes });
  const lines = findings.map(({ level, text }) => `${level} ${text}`);
  return { lines, notOk: lines.filter((line) => !line.startsWith('ok ')), ...rest };
}

const tooLong: RequestListener = (_, response) => response.end(' '.repeat(65_537));
const disconnect: RequestListener = (request) => request.socket.destroy();
const hang: RequestListener = () => {};

function failOnce(): RequestListener {
  const responses = [status(503)];
  return (request, response) => (responses.pop() ?? json({ keys: [goodKey] }))(request, response);
}

function discoveryAt(seconds: number): RequestListener {
  const date = new Date(Date.now() + seconds * 1000).toUTCString();
  return json(discoveryOf(issuer), { date });
}

describe('The examination of a correct issuer', () => {
  test('concludes that its tokens can be verified, with one line for each check', async () => {
    publish(endpoint);
    const { lines, conclusion, sentence } = await examine(issuer);
    expect(lines.map((line) => line.split(':', 1)[0])).toEqual([
      'ok JWKS',
      'ok JWKS',
      'ok key 1 "good" (OKP, Ed25519, alg EdDSA, use sig)',
      'ok discovery document',
      'ok discovery document',
      'ok discovery document',
      'ok clock',
    ]);
    expect(conclusion).toBe('yes');
    expect(sentence).toBe('the authorizer can verify its tokens (EdDSA)');
  });

  test('sends two requests', async () => {
    publish(endpoint);
    const before = endpoint.fetches;
    await examine(issuer);
    expect(endpoint.fetches).toBe(before + 2);
  });

  test('concludes the same of the Zuplo stand-in', async () => {
    const zuplo = await startZuplo({
      port: 0,
      audience: 'any',
      log: () => {},
    });
    const { notOk, conclusion } = await examine(zuplo.issuer);
    await zuplo.close();
    expect([notOk, conclusion]).toEqual([[], 'yes']);
  });
});

describe('The examination of an issuer', () => {
  test.each<[string, RequestListener, RegExp, 'no' | 'unclear']>([
    [
      'redirects',
      status(302, { location: '/' }),
      /^problem JWKS: \S+ redirects, .* \(status 302\): set issuer to the URL/,
      'no',
    ],
    [
      'does not exist',
      status(404),
      /^problem JWKS: \S+ does not exist \(status 404\): check the issuer .* register JwtServicePlugin/,
      'no',
    ],
    [
      'is too long',
      tooLong,
      /^problem JWKS: \S+ is too long for the authorizer \(more than 65536 bytes\)/,
      'no',
    ],
    ['has no keys', json({ keys: [] }), /^problem JWKS: empty/, 'no'],
    [
      'denies access',
      status(403),
      /^problem JWKS: \S+ denies access \(status 403\): it must be public/,
      'unclear',
    ],
    [
      'has an error twice',
      status(503),
      /^problem JWKS: \S+ responds with an error \(status 503\): try again later/,
      'unclear',
    ],
    [
      'closes the connection',
      disconnect,
      /^problem JWKS: \S+ closes the connection \(ECONNRESET\)/,
      'unclear',
    ],
  ])('whose JWKS endpoint %s concludes with a problem', async (_, jwks, line, conclusion) => {
    publish(endpoint, { jwks });
    const found = await examine(issuer);
    expect(found.notOk).toContainEqual(expect.stringMatching(line));
    expect(found.conclusion).toBe(conclusion);
    expect(found.sentence).toMatch(
      conclusion === 'no'
        ? /^the authorizer cannot verify its tokens: its JWKS /
        : /^unclear whether the authorizer can verify its tokens: its JWKS endpoint /,
    );
  });

  test('whose JWKS endpoint has an error once reports the retry', async () => {
    publish(endpoint, { jwks: failOnce() });
    const { notOk, conclusion } = await examine(issuer);
    expect(notOk).toEqual(['warning JWKS: the first attempt failed; fetched by a retry']);
    expect(conclusion).toBe('yes');
  });

  test('whose endpoints do not respond in time is unclear', async () => {
    publish(endpoint, { jwks: hang, discovery: hang });
    const { notOk, conclusion } = await examine(issuer, { jwksTimeoutMilliseconds: 100 });
    expect(notOk).toEqual([
      expect.stringMatching(
        /^problem JWKS: \S+ does not respond in time \(no response within 100 ms\): .*raise jwksTimeout/,
      ),
      expect.stringMatching(
        /^warning discovery document: \S+ does not respond in time \(no response within 100 ms\)/,
      ),
      'warning clock: not compared: no response',
    ]);
    expect(conclusion).toBe('unclear');
  });

  test.each<[string, RequestListener, RegExp]>([
    [
      'does not exist',
      status(404),
      /^warning discovery document: \S+ does not exist \(status 404\); the authorizer does not need it/,
    ],
    ['redirects', status(301, { location: '/' }), /^warning discovery document: \S+ redirects/],
    ['is too long', tooLong, /^warning discovery document: \S+ is too long/],
    [
      'is not JSON',
      (_, response) => response.end('<html>'),
      /^warning discovery document: not a JSON object/,
    ],
    [
      'has a Date 20 s ahead',
      discoveryAt(20),
      /^warning clock: the issuer's clock is (1\d|20)\.\d s ahead of this machine's/,
    ],
  ])('whose discovery document %s reports only that', async (_, discovery, line) => {
    publish(endpoint, { discovery });
    const { notOk, conclusion } = await examine(issuer);
    expect(notOk[0]).toMatch(line);
    expect(conclusion).toBe('yes');
  });

  test('whose clock is wrong is unclear, because the clock of this machine may be', async () => {
    publish(endpoint, { discovery: discoveryAt(-600) });
    const { notOk, conclusion } = await examine(issuer);
    expect(notOk).toEqual([expect.stringMatching(/^problem clock: .* or raise leewaySeconds$/)]);
    expect(conclusion).toBe('unclear');
  });

  test('with a certain and an uncertain problem concludes with the certain one', async () => {
    publish(endpoint, { jwks: json({ keys: [] }), discovery: discoveryAt(-600) });
    const { conclusion, sentence } = await examine(issuer);
    expect(conclusion).toBe('no');
    expect(sentence).toBe('the authorizer cannot verify its tokens: its JWKS is empty');
  });
});

describe('The duration of the JWKS fetch', () => {
  test('is ok up to half of the timeout, because that is the limit of a refresh', () => {
    expect(durationFinding(500, 1000)).toEqual({
      level: 'ok',
      text: 'JWKS: fetched in 500 ms, of 1000 ms allowed',
    });
    expect(durationFinding(501, 1000).level).toBe('warning');
  });
});

describe('The certificate of an issuer', () => {
  const server = createServer(selfSignedCertificate(), json({ keys: [goodKey] }));
  server.listen(0, '127.0.0.1');
  const secureIssuer = () => `https://127.0.0.1:${(server.address() as AddressInfo).port}/issuer`;
  afterAll(() => server.close());

  test('leaves the conclusion unclear if it is not trusted', async () => {
    const { notOk, conclusion } = await examine(secureIssuer());
    expect(notOk[0]).toMatch(
      /^problem JWKS: \S+ has a self-signed certificate \(\w+\): the issuer must/,
    );
    expect(conclusion).toBe('unclear');
  });

  test.each([
    [{ NODE_EXTRA_CA_CERTS: 'ca.pem' }, 'warning'],
    [{ NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'problem'],
  ])('is reported if %j makes this machine trust more than Lambda', (environment, level) => {
    expect(certificateTrust('https://a.example', environment)).toMatchObject([{ level }]);
    expect(certificateTrust('http://localhost', environment)).toEqual([]);
    expect(certificateTrust('https://a.example', {})).toEqual([]);
  });
});
