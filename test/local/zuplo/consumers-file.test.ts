import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, describe, expect, it } from 'vitest';
import { readConsumers } from '../../../local/zuplo/consumers-file.ts';
import { startZuplo } from '../../../local/zuplo/zuplo-server.ts';
import { page } from '../../docs/page.ts';
import { echo, startApi } from './echo-api.ts';

const folder = mkdtempSync(join(tmpdir(), 'consumers-'));
const file = join(folder, 'consumers.json');
afterAll(() => rmSync(folder, { recursive: true }));

/** Reads a file with this text or JSON. */
function read(content: unknown) {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readConsumers(file);
}

/** Sends the API key of a single consumer to the stand-in; returns the token that the API receives. */
async function tokenOf(members: object) {
  const consumers = read([{ apiKey: 'KEY', consumer: 'alice', ...members }]);
  const api = await startApi(echo);
  const routes = [{ method: 'GET', path: '/a', authorizer: 'jwt', functionName: 'Echo' }];
  const apis = () => [
    { name: 'Echo', apiType: 'http', url: api.url.href, routes, closed: [] } as const,
  ];
  const options = { audience: 'your-audience', consumers, apis, log: () => {} };
  const zuplo = await startZuplo({ port: 0, ...options });
  const get = (key: string) =>
    fetch(`${zuplo.url}/a`, { headers: { authorization: `Bearer ${key}` } });
  const defaultKey = (await get('YOUR_API_KEY')).status;
  const { headers } = JSON.parse(await (await get('KEY')).text());
  await Promise.all([zuplo.close(), api.close()]);
  const token = headers.authorization.replace('Bearer ', '');
  const { iat, exp, iss, ...claims } = decodeJwt(token);
  const { alg } = decodeProtectedHeader(token);
  return { alg, lifetime: Number(exp) - Number(iat), claims, defaultKey };
}

const metadata = { plan: 'gold', orders: { scope: 'orders:read' }, roles: ['a', 'b'] };
const aud = 'your-audience';

describe('A file of consumers', () => {
  it.each([
    ['the consumer as subject', {}, { sub: 'alice', aud }],
    ['a fixed subject', { subject: 'fixed' }, { sub: 'fixed', aud }],
    ['an audience', { audience: 'mine' }, { sub: 'alice', aud: 'mine' }],
    [
      'additional claims',
      { additionalClaims: { scope: 'a b', tier: 1 } },
      { sub: 'alice', aud, scope: 'a b', tier: 1 },
    ],
    [
      'claims from the user, without those that the user lacks',
      {
        metadata,
        claimsFromUser: {
          name: 'sub',
          plan: 'data.plan',
          scope: 'data.orders.scope',
          roles: 'data.roles',
          absent: 'data.orders.absent',
        },
      },
      { sub: 'alice', aud, name: 'alice', plan: 'gold', scope: 'orders:read', roles: ['a', 'b'] },
    ],
  ])('gives tokens %s', async (_, members, claims) => {
    const token = await tokenOf(members);
    expect(token).toStrictEqual({ alg: 'EdDSA', lifetime: 300, claims, defaultKey: 401 });
  });

  it.each([
    [90, 90],
    ['90s', 90],
    ['5m', 300],
    ['2h', 7200],
    ['1d', 86_400],
    ['1w', 604_800],
  ])('gives tokens the lifetime %s', (expiresIn, seconds) => {
    const [consumer] = read([{ apiKey: 'KEY', consumer: 'alice', expiresIn }]);
    expect(consumer?.token.expiresIn).toBe(seconds);
  });

  it('is accepted as docs/zuplo.md has it', () => {
    const [, example = ''] = /--consumers.*?```json\n(.*?)```/s.exec(page('zuplo')) ?? [];
    expect(read(example)).toStrictEqual([
      {
        apiKey: 'ORDERS_API_KEY',
        name: 'alice',
        token: { sub: 'alice', claims: { scope: 'orders:read orders:write', plan: 'gold' } },
      },
      {
        apiKey: 'REPORTS_API_KEY',
        name: 'reports',
        token: {
          sub: 'reports',
          claims: { scope: 'orders:read' },
          expiresIn: 600,
          algorithm: 'RS256',
        },
      },
    ]);
  });

  it('gives tokens another algorithm', async () => {
    expect((await tokenOf({ algorithm: 'ES256' })).alg).toBe('ES256');
  });

  const valid = { apiKey: 'KEY', consumer: 'alice' };
  const text = 'a text of 1 to 256 characters without control characters';
  const paths = 'an object with sub, or data. and a member of the metadata, for each claim';
  const lifetime = 'seconds, or a text such as 5m (s, m, h, d or w), from 1 second to a year';
  it.each([
    [{ consumer: 'alice' }, 'apiKey is missing'],
    [{ apiKey: 'KEY' }, 'consumer is missing'],
    [
      { ...valid, apiKey: 'a b' },
      'apiKey must be a text of 1 to 256 printable ASCII characters without spaces, not "a b"',
    ],
    [{ ...valid, consumer: '' }, `consumer must be ${text}, not ""`],
    [{ ...valid, subject: 'a\nb' }, `subject must be ${text}, not "a\\nb"`],
    [{ ...valid, audience: ['a'] }, `audience must be ${text}, not ["a"]`],
    [{ ...valid, metadata: [] }, 'metadata must be an object, not []'],
    [{ ...valid, additionalClaims: null }, 'additionalClaims must be an object, not null'],
    [
      { ...valid, claimsFromUser: { a: 'plan' } },
      `claimsFromUser must be ${paths}, not {"a":"plan"}`,
    ],
    [{ ...valid, expiresIn: 0 }, `expiresIn must be ${lifetime}, not 0`],
    [{ ...valid, expiresIn: 1.5 }, `expiresIn must be ${lifetime}, not 1.5`],
    [{ ...valid, expiresIn: '53w' }, `expiresIn must be ${lifetime}, not "53w"`],
    [{ ...valid, expiresIn: '300' }, `expiresIn must be ${lifetime}, not "300"`],
    [{ ...valid, algorithm: 'HS256' }, /^algorithm must be one of EdDSA, .*, not "HS256"$/],
    [{ ...valid, scope: 'a' }, /^"scope" is unknown: the members are apiKey, consumer, /],
    ['text', 'it must be an object'],
  ])('is rejected with the entry %j', (entry, problem) => {
    const [first, line, ...more] = problemsOf([entry]);
    expect([first, more]).toStrictEqual([`${file}:`, []]);
    expect(line).toMatch(/^ {2}- entry 1: /);
    const shown = String(line).slice('  - entry 1: '.length);
    if (typeof problem === 'string') expect(shown).toBe(problem);
    else expect(shown).toMatch(problem);
  });

  it('is rejected with all of its problems at once, and with an API key that it has twice', () => {
    expect(problemsOf([valid, { ...valid, subject: 1, audience: 2 }])).toStrictEqual([
      `${file}:`,
      `  - entry 2: subject must be ${text}, not 1`,
      `  - entry 2: audience must be ${text}, not 2`,
      '  - entry 2: an entry above has the same apiKey',
    ]);
  });

  it.each([
    ['is not JSON', '[', /is not JSON: /],
    ['is not a list', {}, /must be a JSON list of 1 to 100 consumers$/],
    ['is empty', [], /must be a JSON list of 1 to 100 consumers$/],
    ['has too many entries', Array(101).fill(valid), /must be a JSON list of 1 to 100 consumers$/],
    ['is too long', ' '.repeat(65_537), /must not be longer than 65536 bytes$/],
  ])('is rejected if it %s', (_, content, message) => {
    expect(() => read(content)).toThrow(message);
  });

  it('is rejected if it does not exist', () => {
    expect(() => readConsumers(join(folder, 'absent.json'))).toThrow(
      /^--consumers: cannot read .*absent\.json \(ENOENT\)$/,
    );
  });

  function problemsOf(content: unknown): readonly string[] {
    try {
      read(content);
      return [];
    } catch (error) {
      return (error as Error).message.split('\n');
    }
  }
});
