import { beforeAll, describe, expect, test, vi } from 'vitest';
import { segment } from '../../signing.ts';

// What the handler does when it cannot judge. What it does when it can: test/access-in-process.test.ts.

const issuer = 'http://127.0.0.1:1/issuer';
const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
vi.spyOn(console, 'warn').mockImplementation(() => {});
vi.stubEnv('ISSUER', issuer);
vi.stubEnv('AUDIENCE', 'us');
vi.stubGlobal('ROUTE_SCOPES', {});
const { handler } = await import('../../../lambdas/authorizer/handler.ts');

const token = [segment({ alg: 'EdDSA' }), segment({ iss: issuer }), segment(Buffer.alloc(64))].join(
  '.',
);
const arn = 'arn:aws:execute-api:eu-west-1:123456789012:api/stage/GET/protected';

beforeAll(() => errors.mockClear());

describe('the authorizer', () => {
  test('starts although no keys can be had, and fails until they can', async () => {
    const event = { type: 'TOKEN', authorizationToken: `Bearer ${token}`, methodArn: arn };
    await expect(handler(event)).rejects.toThrow(/^keys_unavailable$/);
    expect(errors.mock.lastCall).toEqual([{ event: 'failed', reason: 'jwks_unavailable' }]);
  });

  test('fails on an event that is not API Gateway’s, and says so in one line', async () => {
    await expect(handler({ Records: [] })).rejects.toThrow(/^internal$/);
    expect(errors.mock.lastCall).toEqual([
      {
        event: 'failed',
        reason: 'internal',
        error: 'AuthorizerError',
        at: expect.stringContaining('request.ts'),
      },
    ]);
  });

  test('fails on a mistake of ours as it does on any other', async () => {
    const event = {
      type: 'TOKEN',
      methodArn: arn,
      get authorizationToken() {
        throw new TypeError('mistake');
      },
    };
    await expect(handler(event)).rejects.toThrow(/^internal$/);
    expect(errors.mock.lastCall?.[0]).toMatchObject({
      event: 'failed',
      reason: 'internal',
      error: 'TypeError',
    });
  });

  test('still refuses what is bad whatever the keys are', async () => {
    const event = { type: 'TOKEN', authorizationToken: 'Bearer a.b.c', methodArn: arn };
    await expect(handler(event)).rejects.toThrow(/^Unauthorized$/);
  });
});
