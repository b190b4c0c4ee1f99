import { describe, expect, test } from 'vitest';
import { algorithms } from '../../../contract/algorithms.ts';
import { discoveryFindings } from '../../../tools/doctor/discovery-findings.ts';
import { discoveryOf } from './issuer-documents.ts';

const issuer = 'https://a.example/issuer';
const expected = { issuer, accepted: algorithms, verified: ['EdDSA'] as const };

function findingsOf(document: object, changes: object = {}): readonly string[] {
  const findings = discoveryFindings(JSON.stringify(document), { ...expected, ...changes });
  return findings.map(({ level, text }) => `${level} ${text}`);
}

describe('The findings on a discovery document', () => {
  test('are ok if it matches the settings', () => {
    expect(findingsOf(discoveryOf(issuer))).toEqual([
      'ok discovery document: the issuer is the setting',
      `ok discovery document: jwks_uri is ${issuer}/.well-known/jwks.json`,
      'ok discovery document: tokens are signed with EdDSA',
    ]);
  });

  const signedWith = (...names: readonly string[]) => ({
    id_token_signing_alg_values_supported: names,
  });
  test.each<[string, object, string]>([
    [
      'another issuer',
      { issuer: 'https://b\u0007' },
      'the issuer is "https://b\\u0007", the setting',
    ],
    [
      'a trailing slash',
      { issuer: `${issuer}/` },
      'configure the issuer without the trailing slash',
    ],
    ['an issuer that is not text', { issuer: 1 }, 'warning discovery document: it has no issuer'],
    ['another jwks_uri', { jwks_uri: 'x' }, 'problem discovery document: jwks_uri is "x", but the'],
    ['no jwks_uri', { jwks_uri: undefined }, 'warning discovery document: it has no jwks_uri'],
    ['no accepted algorithm', signedWith('HS256'), 'tokens are signed with HS256, but only EdDSA'],
    ['one accepted algorithm', signedWith('EdDSA', 'X'), 'with EdDSA, X; accepted are only EdDSA'],
    ['the newer name of EdDSA', signedWith('Ed25519'), 'ok discovery document: tokens are signed'],
    ['an algorithm without key', signedWith('EdDSA', 'ES256'), 'the JWKS has no key for ES256'],
  ])('report %s', (_, changes, finding) => {
    const document = { ...discoveryOf(issuer), ...changes };
    expect(findingsOf(document)).toContainEqual(expect.stringContaining(finding));
  });

  test.each(['<html>', '[]', 'null'])('report the document %s', (document) => {
    expect(discoveryFindings(document, expected)).toEqual([
      {
        level: 'warning',
        text: 'discovery document: not a JSON object; the authorizer does not need it',
      },
    ]);
  });

  test('are short and without control characters, whatever it contains', () => {
    const hostile = '\u001b[31m\n\u202e'.repeat(5000);
    const lines = findingsOf({
      issuer: hostile,
      jwks_uri: hostile,
      id_token_signing_alg_values_supported: Array.from({ length: 500 }, (_, i) => hostile + i),
    });
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      expect(line.length).toBeLessThan(5000);
    }
  });
});
