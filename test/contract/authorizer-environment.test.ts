import { describe, expect, test } from 'vitest';
import {
  authorizerEnvironment,
  authorizerSettings,
} from '../../contract/authorizer-environment.ts';

const settings = {
  issuers: ['https://a.example/i', 'https://b.example/i'],
  audiences: ['orders', 'billing'],
  leewaySeconds: 5,
};

describe("the authorizer's environment", () => {
  test('is read as it was written', () => {
    expect(authorizerSettings(authorizerEnvironment(settings))).toEqual(settings);
  });

  test('is refused with every variable that is missing or wrong', () => {
    expect(() => authorizerSettings({ LEEWAY_SECONDS: 'x' })).toThrow(
      expect.objectContaining({
        problems: [
          expect.stringMatching(/^ISSUER: not given/),
          expect.stringMatching(/^AUDIENCE: not given/),
          expect.stringMatching(/^LEEWAY_SECONDS: given "x"/),
        ],
      }),
    );
  });
});
