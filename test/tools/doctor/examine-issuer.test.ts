import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { selfSignedCertificate } from '../../../bench/cold/certificate.ts';
import { algorithms } from '../../../contract/algorithms.ts';
import { startZuplo } from '../../../local/zuplo/zuplo-server.ts';
import { type ExaminationSettings, examineIssuer } from '../../../tools/doctor/examine-issuer.ts';
import { durationFinding } from '../../../tools/doctor/jwks-endpoint.ts';
import { startKeyEndpoint } from '../../key-endpoint.ts';
import { discoveryOf, goodKey, json, publish, status } from './issuer-documents.ts';

const endpoint = await startKeyEndpoint();
const { issuer } = endpoint;
afterAll(() => endpoint.close());

const settings: ExaminationSettings = {
  leewaySeconds: 30,
  jwksTimeoutMilliseconds: 30_000,
};

async function examine(url: string, changes: Partial<ExaminationSettings> = {}) {
  const { findings, ...rest } = await examineIssuer(
    { issuer: url, algorithms },
    { ...settings, ...changes },
  );
  const lines = findings.map(({ level, text }) => `${level} ${text}`);
  return { lines, notOk: lines.filter((line) => !line.startsWith('ok ')), ...rest };
}

const tooLong: RequestListener = (_, response) => response.end(' '.repeat(65_537));
const disconnect: RequestListener = (request) => request.socket.destroy();
const hang: RequestListener = () => {};

const good = json({ keys: [goodKey] });
const firewall: RequestListener = (request, response) =>
  (request.headers['user-agent'] === undefined ? status(403) : good)(request, response);
const strict: RequestListener = (request, response) =>
  (request.headers.accept?.includes('application/jwk-set+json') ? good : status(406))(
    request,
    response,
  );
const compressed: RequestListener = (_, response) =>
  response.setHeader('content-encoding', 'gzip').end(gzipSync(JSON.stringify({ keys: [goodKey] })));

function failOnce(): RequestListener {
  const responses = [status(503)];
  return (request, response) => (responses.pop() ?? good)(request, response);
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

  test.each<[string, RequestListener]>([
    ['denies access to requests without User-Agent', firewall],
    ['compresses the JWKS', compressed],
    ['requires application/jwk-set+json', strict],
    ['writes absent members as null', json({ keys: [{ ...goodKey, d: null, oth: [] }] })],
  ])('concludes the same if the endpoint %s', async (_, jwks) => {
    publish(endpoint, { jwks });
    const { notOk, conclusion } = await examine(issuer);
    expect([notOk, conclusion]).toEqual([[], 'yes']);
  });

  test('reports a content encoding', async () => {
    publish(endpoint, { jwks: compressed });
    const { lines } = await examine(issuer);
    expect(lines).toContain(
      'ok JWKS: sent with content encoding gzip, which the authorizer decodes',
    );
  });

  test('reports a byte order mark, and reads the document behind it', async () => {
    const withMark = (document: unknown): RequestListener => {
      return (_, response) => response.end(`\ufeff${JSON.stringify(document)}`);
    };
    const jwks = withMark({ keys: [goodKey] });
    publish(endpoint, { jwks, discovery: withMark(discoveryOf(issuer)) });
    const { notOk, conclusion } = await examine(issuer);
    expect(notOk).toEqual([
      expect.stringMatching(/^warning JWKS: it begins with a byte order mark/),
    ]);
    expect(conclusion).toBe('yes');
  });

  test('concludes the same of the Zuplo stand-in', async () => {
    const zuplo = await startZuplo({ port: 0, audience: 'any', log: () => {} });
    const { notOk, conclusion } = await examine(zuplo.issuer);
    await zuplo.close();
    expect([notOk, conclusion]).toEqual([[], 'yes']);
  });
});

describe('The examination of an issuer', () => {
  test.each<[string, 'no' | 'unclear', RequestListener, string]>([
    ['redirects', 'no', status(302, { location: '/' }), ' (status 302): set issuer to the URL'],
    ['does not exist', 'no', status(404), ' (status 404): check the issuer setting'],
    ['is too long', 'no', tooLong, ' for the authorizer (more than 65536 bytes)'],
    ['denies access', 'unclear', status(403), ' (status 403): it must be public'],
    ['has no response of an accepted type', 'no', status(406), ' (status 406): it must respond to'],
    ['responds with an error', 'unclear', status(503), ' (status 503): try again later'],
    ['closes the connection', 'unclear', disconnect, ' (ECONNRESET): try again later'],
  ])('whose JWKS endpoint %s has the conclusion: %s', async (name, expected, jwks, details) => {
    publish(endpoint, { jwks });
    const { notOk, conclusion, sentence } = await examine(issuer);
    expect(notOk[0]).toContain(`problem JWKS: ${issuer}/.well-known/jwks.json ${name}`);
    expect(notOk[0]).toContain(details);
    expect(conclusion).toBe(expected);
    expect(sentence).toContain(
      expected === 'no' ? 'the authorizer cannot verify its tokens: its JWKS ' : 'unclear whether ',
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
    const timeout = 'does not respond in time (no response within 100 ms)';
    expect(notOk).toEqual([
      expect.stringContaining(`jwks.json ${timeout}`),
      expect.stringContaining(`openid-configuration ${timeout}`),
      'warning clock: not compared: no response',
    ]);
    expect(conclusion).toBe('unclear');
  });

  test.each<[string, RequestListener, string]>([
    ['does not exist', status(404), '(status 404); the authorizer does not need it'],
    ['redirects', status(301, { location: '/' }), 'redirects, which'],
    ['is not JSON', (_, response) => response.end('<html>'), 'not a JSON object'],
    ['has a Date 20 s ahead', discoveryAt(20), "s ahead of this machine's"],
  ])('whose discovery document %s only has a warning', async (_, discovery, text) => {
    publish(endpoint, { discovery });
    const { notOk, conclusion } = await examine(issuer);
    expect(notOk).toEqual([expect.stringMatching(/^warning (discovery document|clock): /)]);
    expect(notOk[0]).toContain(text);
    expect(conclusion).toBe('yes');
  });

  test('whose clock is wrong is unclear, because the clock of this machine may be', async () => {
    publish(endpoint, { discovery: discoveryAt(-600) });
    const { notOk, conclusion } = await examine(issuer);
    expect(notOk).toEqual([expect.stringMatching(/^problem clock: .* or raise leewaySeconds$/)]);
    expect(conclusion).toBe('unclear');
  });

  test('with a certain and an uncertain problem has the conclusion of the certain one', async () => {
    publish(endpoint, { jwks: json({ keys: [] }), discovery: discoveryAt(-600) });
    const { conclusion, sentence } = await examine(issuer);
    expect(conclusion).toBe('no');
    expect(sentence).toBe('the authorizer cannot verify its tokens: its JWKS is empty');
  });

  test('whose certificate is not trusted is unclear', async () => {
    const server = createServer(selfSignedCertificate(), json({ keys: [goodKey] }));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { notOk, conclusion } = await examine(`https://127.0.0.1:${port}/issuer`);
    server.close();
    expect(notOk[0]).toMatch(/^problem JWKS: \S+ has a self-signed certificate \(\w+\): /);
    expect(conclusion).toBe('unclear');
  });
});

describe('The duration of the JWKS fetch', () => {
  test('is ok up to half of the timeout, because that is the limit of a refresh', () => {
    const text = 'JWKS: fetched in 500 ms, of 1000 ms allowed';
    expect(durationFinding(500, 1000)).toEqual({ level: 'ok', text });
    expect(durationFinding(501, 1000).level).toBe('warning');
  });
});
