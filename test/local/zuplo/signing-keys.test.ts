import { describe, expect, it } from 'vitest';
import { createSigningKeys } from '../../../local/zuplo/signing-keys.ts';

describe('the keys of an issuer', () => {
  it('are one Ed25519 key at first', async () => {
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
    ['ES256', 'EC', 'P-256'],
    ['ES384', 'EC', 'P-384'],
    ['ES512', 'EC', 'P-521'],
  ] as const)(
    'gain a key of their own for %s when it is first asked for',
    async (alg, kty, crv) => {
      const keys = await createSigningKeys();
      const key = await keys.keyFor(alg);
      const [, added, ...more] = keys.published();
      expect(more).toStrictEqual([]);
      expect(added).toMatchObject({ kty, alg, use: 'sig', kid: key.kid });
      expect(added?.crv).toBe(crv);
    },
  );

  it('are never published with a private member', async () => {
    const keys = await createSigningKeys();
    await Promise.all([keys.keyFor('RS256'), keys.keyFor('ES256')]);
    const secret = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
    for (const jwk of keys.published()) {
      expect(Object.keys(jwk).filter((name) => secret.includes(name))).toStrictEqual([]);
    }
  });

  it('are made once when they are asked for at the same time', async () => {
    const keys = await createSigningKeys();
    const [one, other] = await Promise.all([keys.keyFor('ES256'), keys.keyFor('ES256')]);
    expect(one.kid).toBe(other.kid);
    expect(keys.published()).toHaveLength(2);
  });

  it('are all replaced by one new key at a rotation', async () => {
    const keys = await createSigningKeys();
    await keys.keyFor('ES256');
    const [before] = keys.published();
    await keys.rotate();
    const after = keys.published();
    expect(after).toHaveLength(1);
    expect(after[0]?.kid).not.toBe(before?.kid);
    expect((await keys.keyFor('EdDSA')).kid).toBe(after[0]?.kid);
  });

  it('do not come back by a rotation while they are still being made', async () => {
    const keys = await createSigningKeys();
    const late = keys.keyFor('RS256');
    await keys.rotate();
    await late;
    expect(keys.published().map(({ alg }) => alg)).toStrictEqual(['EdDSA']);
  });
});
