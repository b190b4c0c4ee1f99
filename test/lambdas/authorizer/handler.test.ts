import { beforeAll, describe, expect, test, vi } from 'vitest';
import { segment } from '../../signing.ts';

// Authorizer errors. Decisions are tested in test/access-in-process.test.ts.

const issuer = 'http://127.0.0.1:1/issuer';
const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
vi.spyOn(console, 'warn').mockImplementation(() => {});
vi.stubEnv('ISSUER', issuer);
vi.stubEnv('AUDIENCE', 'us');
const { handler } = await import('../../../lambdas/authorizer/handler.ts');

const token = [segment({ alg: 'EdDSA' }), segment({ iss: issuer }), segment(Buffer.alloc(64))].join(
  '.',
);
const arn = 'arn:aws:execute-api:eu-west-1:123456789012:api/stage/GET/protected';

beforeAll(() => errors.mockClear());

describe('the handler', () => {
  test('starts without a JWKS, and throws until it can be fetched', async () => {
    const event = { type: 'TOKEN', authorizationToken: `Bearer ${token}`, methodArn: arn };
    await expect(handler(event)).rejects.toThrow(/^jwks_unavailable$/);
    expect(errors.mock.lastCall).toEqual([
      { event: 'authorizer_error', reason: 'jwks_unavailable' },
    ]);
  });

  test('throws for an event that is not of API Gateway, and logs one line', async () => {
    await expect(handler({ Records: [] })).rejects.toThrow(/^internal$/);
    expect(errors.mock.lastCall).toEqual([
      {
        event: 'authorizer_error',
        reason: 'internal',
        error: 'AuthorizerError',
        stackFrame: expect.stringContaining('authorizer-event.ts'),
      },
    ]);
  });

  test('throws for a bug, and logs the error without its message', async () => {
    const event = {
      type: 'TOKEN',
      methodArn: arn,
      get authorizationToken() {
        throw new TypeError('bug');
      },
    };
    await expect(handler(event)).rejects.toThrow(/^internal$/);
    expect(errors.mock.lastCall?.[0]).toMatchObject({
      event: 'authorizer_error',
      reason: 'internal',
      error: 'TypeError',
    });
  });

  test('rejects a malformed token without a JWKS', async () => {
    const event = { type: 'TOKEN', authorizationToken: 'Bearer a.b.c', methodArn: arn };
    await expect(handler(event)).rejects.toThrow(/^Unauthorized$/);
  });
});
