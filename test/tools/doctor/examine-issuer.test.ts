import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { selfSignedCertificate } from '../../../bench/cold/certificate.ts';
import { algorithms } from '../../../contract/algorithms.ts';
import { startZuplo } from '../../../local/zuplo/zuplo-server.ts';
import { certificateTrust } from '../../../tools/doctor/certificate-trust.ts';
import { type ExaminationSettings, examineIssuer } from '../../../tools/doctor/examine-issuer.ts';
import { startKeyEndpoint } from '../../key-endpoint.ts';
import { signingKey } from '../../signing.ts';
import { faults, many, secondsFromNow } from './faults.ts';
import { goodDiscovery, goodKey, json, keys, serve } from './serve.ts';

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
  leewaySeconds: 3,
  jwksTimeoutMilliseconds: 1000,
};
const rsa = signingKey('RS256').jwk;

/** What doctor says of an issuer: the lines but for those that are ok, the verdict and its sentence. */
async function examined(asked: string, changes: Partial<ExaminationSettings> = {}) {
  const { findings, verdict, sentence } = await examineIssuer(asked, { ...settings, ...changes });
  const lines = findings.map(({ level, text }) => `${level} ${text}`);
  return { lines, wrong: lines.filter((line) => !line.startsWith('ok ')), verdict, sentence };
}

describe('an issuer as it should be', () => {
  test('is told line by line, and its tokens can be verified', async () => {
    serve(endpoint, {});
    const { lines, verdict, sentence } = await examined(issuer);
    expect(lines).toEqual([
      expect.stringMatching(/^ok key endpoint: answered in \d+ of 1000 ms$/),
      expect.stringMatching(/^ok key set: 1 of at most 100 keys, \d+ of at most 65536 bytes$/),
      'ok key 1 "good" (OKP, Ed25519, alg EdDSA, use sig): verifies EdDSA',
      'ok discovery document: names the issuer as it is set',
      `ok discovery document: the keys are at ${issuer}/.well-known/jwks.json`,
      'ok discovery document: tokens are signed with EdDSA',
      expect.stringMatching(
        /^ok clock: the issuer's is [01]\.\d s (behind|ahead of) this machine's, where 3 s are allowed/,
      ),
    ]);
    expect([verdict, sentence]).toEqual([
      'yes',
      `${issuer}: this authorizer can verify its tokens (EdDSA)`,
    ]);
  });

  test('is asked twice, once for each document', async () => {
    serve(endpoint, {});
    const before = endpoint.fetches;
    await examined(issuer);
    expect(endpoint.fetches).toBe(before + 2);
  });

  test('may be the stand-in for Zuplo', async () => {
    const zuplo = await startZuplo({
      port: 0,
      audience: 'any',
      log: () => {},
    });
    const { wrong, verdict } = await examined(zuplo.issuer);
    await zuplo.close();
    expect([wrong, verdict]).toEqual([[], 'yes']);
  });

  test('may have ten keys for an algorithm, as many as are tried', async () => {
    serve(endpoint, { keySet: many(10) });
    expect((await examined(issuer)).wrong).toEqual([]);
  });

  test('may sign with several algorithms, of which the admitted ones are told', async () => {
    serve(endpoint, {
      keySet: keys(goodKey, { ...rsa, kid: 'rsa' }),
      discovery: json({
        ...goodDiscovery(issuer),
        id_token_signing_alg_values_supported: ['RS256', 'EdDSA', 'PS256'],
      }),
    });
    const { lines, sentence } = await examined(issuer, { algorithms: ['EdDSA', 'RS256'] });
    expect(lines).toContain('ok key 2 "rsa" (RSA, 2048 bits): verifies RS256');
    expect(lines).toContain(
      'ok discovery document: tokens are signed with RS256, EdDSA, PS256; admitted are EdDSA, RS256 alone',
    );
    expect(sentence).toBe(`${issuer}: this authorizer can verify its tokens (EdDSA, RS256)`);
  });
});

describe('an issuer with a fault', () => {
  test.each(faults)('is told of it: %s', async (_, published, words, verdict, reason) => {
    serve(endpoint, published(issuer));
    const found = await examined(issuer);
    expect(found.wrong).toContainEqual(expect.stringMatching(words));
    expect(found.verdict).toBe(verdict);
    expect(found.sentence).toMatch(
      reason ?? /this authorizer can verify its tokens \(.*EdDSA.*\)$/,
    );
  });

  test('is told of it alone: the rest stays ok', async () => {
    serve(endpoint, { discovery: secondsFromNow(issuer, -60) });
    expect((await examined(issuer)).wrong).toHaveLength(1);
  });

  test('has no key left when its algorithm is not admitted', async () => {
    serve(endpoint, {});
    const { wrong, verdict } = await examined(issuer, { algorithms: ['RS256'] });
    expect(wrong).toEqual([
      expect.stringMatching(/^warning key 1 .*: not used: it fits EdDSA, .* admits RS256 only$/),
      expect.stringMatching(/^problem key set: no key for RS256/),
      expect.stringMatching(/^problem discovery document: tokens are signed with EdDSA, /),
    ]);
    expect(verdict).toBe('no');
  });

  test('is told of what is certain before what is not', async () => {
    serve(endpoint, { keySet: keys(), discovery: secondsFromNow(issuer, -60) });
    const { verdict, sentence } = await examined(issuer);
    expect([verdict, sentence]).toEqual([
      'no',
      `${issuer}: this authorizer cannot verify its tokens: its key set is empty`,
    ]);
  });

  test('cannot be told of when nobody listens', async () => {
    const gone = await startKeyEndpoint();
    await gone.close();
    const { wrong, verdict } = await examined(gone.issuer);
    expect(wrong).toEqual([
      expect.stringMatching(/^problem key endpoint: \S+ is at an address where nothing listens/),
      expect.stringMatching(/^warning discovery document: \S+ is at an address where nothing/),
      'warning clock: not compared: there is no answer',
    ]);
    expect(verdict).toBe('cannot tell');
  });

  test('cannot steer the terminal, nor fill it', async () => {
    const hostile = '\u001b[31m\n\u202e'.repeat(5000);
    serve(endpoint, {
      keySet: keys({ ...goodKey, kid: hostile, alg: hostile }, { kty: hostile, crv: [hostile] }),
      discovery: json({ issuer: hostile, jwks_uri: hostile }),
    });
    const { lines, sentence } = await examined(issuer);
    for (const line of [...lines, sentence]) {
      expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      expect(line.length).toBeLessThan(5000);
    }
  });
});

describe('a certificate', () => {
  const { key, cert } = selfSignedCertificate();
  const server = createServer({ key, cert }, keys(goodKey)).listen(0, '127.0.0.1');
  const secure = () => `https://127.0.0.1:${(server.address() as AddressInfo).port}/issuer`;
  afterAll(() => server.close());

  test('that is not trusted proves nothing of who answers', async () => {
    const { wrong, verdict } = await examined(secure());
    expect(wrong[0]).toMatch(
      /^problem key endpoint: \S+ has a certificate that is not trusted \(self-signed\) \(\w+\): have the issuer serve/,
    );
    expect(verdict).toBe('cannot tell');
  });

  test('is trusted by more authorities here than in Lambda, perhaps', async () => {
    vi.stubEnv('NODE_EXTRA_CA_CERTS', 'ca.pem');
    const { wrong } = await examined(secure());
    expect(wrong[0]).toBe(
      'warning certificate: NODE_EXTRA_CA_CERTS may make this machine trust more than Lambda does',
    );
  });

  test('that nobody checks leaves the verdict open', () => {
    const unchecked = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    expect(certificateTrust('https://example.com', unchecked)).toEqual([
      expect.objectContaining({
        level: 'problem',
        isCertain: false,
        text: expect.stringMatching(/^certificate: not checked, .*: unset it$/),
      }),
    ]);
  });

  test('is none of plain http', async () => {
    vi.stubEnv('NODE_EXTRA_CA_CERTS', 'ca.pem');
    serve(endpoint, {});
    expect((await examined(issuer)).wrong).toEqual([]);
  });
});
