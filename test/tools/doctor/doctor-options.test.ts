import { describe, expect, test } from 'vitest';
import { doctorSettings } from '../../../tools/doctor/doctor-options.ts';

const noContext = 'missing/cdk.json';
const settings = (...words: string[]) => doctorSettings(words, noContext);

describe('the settings of npm run doctor', () => {
  test('are those of a deployment, by their defaults where they are not given', () => {
    expect(settings('-c', 'issuer=https://a.example, https://b.example')).toMatchObject({
      issuers: ['https://a.example', 'https://b.example'],
      leewaySeconds: 3,
      jwksTimeoutMilliseconds: 2000,
    });
  });

  test.each([[['-c', 'algorithms=EdDSA,ES256']], [['--context=algorithms=EdDSA,ES256']]])(
    'are taken from %j',
    (words) => {
      expect(settings('-c', 'issuer=https://a.example', ...words)).toMatchObject({
        algorithms: ['EdDSA', 'ES256'],
      });
    },
  );

  test.each<[string[], RegExp]>([
    [[], /- issuer: not given; /],
    [['-c', 'issuer=http://example.com'], /- issuer: given "http:\/\/example\.com"; /],
    [['-c', 'issuer=https://example.com/'], /- issuer: given .* without .* trailing slash/],
    [['-c', 'issuer=https://a.example', '-c', 'audience='], /- audience: given ""; /],
    [['-c', 'issuer=https://a.example', '-c', 'leewaySeconds=x'], /- leewaySeconds: given "x"; /],
    [['-c'], /^--context needs a value: the options are --context, --help$/],
    [['https://a.example'], /^Unexpected argument 'https:\/\/a\.example': the options are/],
    [['--token', 'x'], /^Unknown option '--token': the options are --context, --help$/],
  ])('are refused with %j', (words, message) => {
    expect(() => settings(...words)).toThrow(message);
  });

  test('are none where help is wanted', () => {
    expect(settings('--help', '-c', 'issuer=x')).toBeUndefined();
  });
});
