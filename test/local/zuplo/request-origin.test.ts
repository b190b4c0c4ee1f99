import { describe, expect, it } from 'vitest';
import { isSameOrigin } from '../../../local/zuplo/request-origin.ts';

describe('A request is from the same origin', () => {
  it.each([
    ['localhost:9000', undefined],
    ['LOCALHOST:9000', undefined],
    ['127.0.0.1:9000', undefined],
    ['[::1]:9000', undefined],
    ['localhost', undefined],
    ['localhost:9000', 'http://localhost:9000'],
    ['127.0.0.1:9000', 'http://127.0.0.1:9000'],
  ])('with the Host %s and the Origin %s', (host, origin) => {
    expect(isSameOrigin({ headers: { host, ...(origin && { origin }) } })).toBe(true);
  });

  it.each([
    ['a foreign Host (DNS rebinding)', 'evil.example:9000', undefined],
    ['a Host that starts with localhost', 'localhost.evil.example:9000', undefined],
    ['a Host that ends with localhost', 'notlocalhost:9000', undefined],
    ['the Origin of another site', 'localhost:9000', 'https://evil.example'],
    ['the Origin of another port', 'localhost:9000', 'http://localhost:3000'],
    ['the Origin of a sandboxed page', 'localhost:9000', 'null'],
    ['the same foreign Host and Origin', 'evil.example', 'http://evil.example'],
  ])('but not with %s', (_, host, origin) => {
    expect(isSameOrigin({ headers: { host, ...(origin && { origin }) } })).toBe(false);
  });

  it('but not without a Host', () => {
    expect(isSameOrigin({ headers: {} })).toBe(false);
  });
});
