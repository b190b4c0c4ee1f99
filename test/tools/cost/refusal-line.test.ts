import { expect, test, vi } from 'vitest';
import { logRefused } from '../../../lambdas/authorizer/log.ts';
import { eventBytes } from '../../../tools/cost/access-log-bytes.ts';
import { refusalBytes } from '../../../tools/cost/assumptions.ts';

test('a refusal is about as many bytes of log as the cost is computed with', () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  logRefused(
    {
      allowed: false,
      reason: 'bad_signature',
      sub: undefined,
      header: { alg: 'EdDSA', kid: 'z'.repeat(36) },
    },
    {
      flavour: 'http',
      authorization: undefined,
      route: 'GET /protected',
      requestId: 'JKJaXmPLvHcESHA=',
      userAgent: undefined,
      arn: 'arn:aws:execute-api:us-east-1:000000000000:abcdef1234/$default/GET/protected',
    },
  );
  // The line that Lambda's JSON log format makes of an object: docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
  const line = JSON.stringify({
    timestamp: '2026-11-26T18:20:30.123Z',
    level: 'WARN',
    requestId: '8f5f4a8a-0b1e-4d52-9b5c-6e3f7a1c2d3e',
    message: warn.mock.calls[0]?.[0],
  });
  const ratio = (Buffer.byteLength(line) + eventBytes) / refusalBytes;
  expect(ratio).toBeGreaterThan(0.8);
  expect(ratio).toBeLessThan(1.25);
});
