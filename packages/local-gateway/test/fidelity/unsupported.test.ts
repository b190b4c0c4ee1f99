import { describe, expect, it } from 'vitest';
import { send, served } from '../served.ts';
import { sharedStack } from './fixture-stack.ts';
import { unsupportedFeatures } from './unsupported.ts';

describe('An unsupported feature closes its route or API, and no other one', () => {
  const { assembly, log } = served(sharedStack(unsupportedFeatures.map(({ api }) => api)));

  it.each(unsupportedFeatures)('$feature', async ({ feature, closes, message }) => {
    const index = unsupportedFeatures.findIndex((other) => other.feature === feature);
    const api = assembly().apis[index];
    expect(api?.closed).toEqual([{ route: closes, reason: expect.stringContaining(message) }]);
    const reason = api?.closed[0]?.reason;
    expect(reason).toMatch(/^Test\/\w+ \(AWS::/);
    expect(log).toContain(`${api?.name}: ${closes} is closed (501): ${reason}`);
    const bad = await send(`${api?.url}`, '/bad', { headers: { authorization: 'Bearer any' } });
    expect([bad.status, bad.headers['content-type']]).toEqual([501, 'application/json']);
    expect(JSON.parse(bad.body)).toEqual({ message: 'Not emulated by the local gateway', reason });
    const good = await send(`${api?.url}`, '/good');
    expect(good.status).toBe(closes === 'every route' ? 501 : 200);
  });
});
