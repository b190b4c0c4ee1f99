import { describe, expect, test } from 'vitest';
import { decodeLeewaySeconds, encodeHandlerSettings } from '../../contract/leeway.ts';

describe("a handler's environment", () => {
  test('has the same leeway as the authorizer', () => {
    expect(decodeLeewaySeconds(encodeHandlerSettings({ leewaySeconds: 5 }))).toBe(5);
  });

  test.each([undefined, '', '-1', 'many'])('means a leeway of 3 s if it has %j', (given) => {
    expect(decodeLeewaySeconds({ LEEWAY_SECONDS: given })).toBe(3);
  });
});
