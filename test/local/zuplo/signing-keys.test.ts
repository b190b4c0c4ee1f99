import { describe, expect, it } from 'vitest';
import { createSigningKeys } from '../../../local/zuplo/signing-keys.ts';

describe('The signing keys', () => {
  it('start with one published Ed25519 key', async () => {
    const keys = await createSigningKeys();
    expect(keys.published()).toStrictEqual([
      {
        kty: 'OKP',
        crv: 'Ed25519',
        x: expect.stringMatching(/^[\w-]{43}$/),
        alg: 'EdDSA',
        use: 'sig',
        kid: expect.stringMatching(/^[\w-]{43}$/),
      },
    ]);
  });

  it.each([
    ['RS256', 'RSA', undefined],
    ['RS384', 'RSA', undefined],
    ['RS512', 'RSA', undefined],
    ['PS256', 'RSA', undefined],
    ['PS384', 'RSA', undefined],
    ['PS512', 'RSA', undefined],
    ['ES256', 'EC', 'P-256'],
    ['ES384', 'EC', 'P-384'],
    ['ES512', 'EC', 'P-521'],
  ] as const)('get a key for %s on its first use', async (alg, kty, crv) => {
    const keys = await createSigningKeys();
    const key = await keys.keyFor(alg);
    const [, added, ...more] = keys.published();
    expect(more).toStrictEqual([]);
    expect(added).toMatchObject({ kty, alg, use: 'sig', kid: key.kid });
    expect(added?.crv).toBe(crv);
  });

  it('are published without private members', async () => {
    const keys = await createSigningKeys();
    await Promise.all([keys.keyFor('RS256'), keys.keyFor('ES256')]);
    const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
    for (const jwk of keys.published()) {
      expect(Object.keys(jwk).filter((name) => privateMembers.includes(name))).toStrictEqual([]);
    }
  });

  it('are generated once for concurrent requests', async () => {
    const keys = await createSigningKeys();
    const [first, second] = await Promise.all([keys.keyFor('ES256'), keys.keyFor('ES256')]);
    expect(first.kid).toBe(second.kid);
    expect(keys.published()).toHaveLength(2);
  });

  it('are replaced with one new key by a rotation', async () => {
    const keys = await createSigningKeys();
    await keys.keyFor('ES256');
    const [before] = keys.published();
    await keys.rotate();
    const after = keys.published();
    expect(after).toHaveLength(1);
    expect(after[0]?.kid).not.toBe(before?.kid);
    expect((await keys.keyFor('EdDSA')).kid).toBe(after[0]?.kid);
  });

  it('are not published if a rotation happens while they are generated', async () => {
    const keys = await createSigningKeys();
    const late = keys.keyFor('RS256');
    await keys.rotate();
    await late;
    expect(keys.published().map(({ alg }) => alg)).toStrictEqual(['EdDSA']);
  });
});
