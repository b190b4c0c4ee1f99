import { describe, expect, it } from 'vitest';
import { comesFromThisMachine } from '../../../local/zuplo/same-machine.ts';

describe('a request that may mint tokens', () => {
  it.each([
    ['localhost:9000', undefined],
    ['LOCALHOST:9000', undefined],
    ['127.0.0.1:9000', undefined],
    ['[::1]:9000', undefined],
    ['localhost', undefined],
    ['localhost:9000', 'http://localhost:9000'],
    ['127.0.0.1:9000', 'http://127.0.0.1:9000'],
  ])('names this machine as its Host (%s) and comes from no other site (%s)', (host, origin) => {
    expect(comesFromThisMachine({ headers: { host, ...(origin && { origin }) } })).toBe(true);
  });

  it.each([
    ['a name that someone had resolve to this machine', 'evil.example:9000', undefined],
    ['a name that begins like ours', 'localhost.evil.example:9000', undefined],
    ['a name that ends like ours', 'notlocalhost:9000', undefined],
    ['a page of another site', 'localhost:9000', 'https://evil.example'],
    ['a page of another server on this machine', 'localhost:9000', 'http://localhost:3000'],
    ['a sandboxed page', 'localhost:9000', 'null'],
    ['a page whose site is named like our Host', 'evil.example', 'http://evil.example'],
  ])('is not sent by %s', (_, host, origin) => {
    expect(comesFromThisMachine({ headers: { host, ...(origin && { origin }) } })).toBe(false);
  });

  it('has a Host', () => {
    expect(comesFromThisMachine({ headers: {} })).toBe(false);
  });
});
