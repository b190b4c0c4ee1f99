import { describe, expect, test } from 'vitest';
import { doctorHelp, doctorSettings } from '../../../tools/doctor/doctor-options.ts';

const settings = (...words: string[]) => doctorSettings(words, 'missing/cdk.json');

describe('The settings of the doctor', () => {
  test('are those of a deployment, with their defaults', () => {
    expect(settings('-c', 'issuer=https://a.example, https://b.example')).toMatchObject({
      issuer: ['https://a.example', 'https://b.example'],
      leewaySeconds: 3,
      jwksTimeoutMilliseconds: 2000,
    });
  });

  test.each([[['-c', 'algorithms=EdDSA,ES256']], [['--context=algorithms=EdDSA,ES256']]])(
    'are read from %j',
    (words) => {
      expect(settings('-c', 'issuer=https://a.example', ...words)).toMatchObject({
        algorithms: ['EdDSA', 'ES256'],
      });
    },
  );

  test('may be policies for issuers', () => {
    const issuers = JSON.stringify([{ issuer: 'https://a.example', audience: 'a' }]);
    expect(settings('-c', `issuers=${issuers}`)).toMatchObject({
      issuers: [{ issuer: 'https://a.example', audience: ['a'] }],
    });
  });

  const issuer = ['-c', 'issuer=https://a.example'];
  test.each<[string[], RegExp]>([
    [[], /- issuer: not given; [\s\S]*\n {2}npm run doctor -- -c issuer=https:\S+$/],
    [['-c', 'issuer=http://example.com'], /- issuer: given "http:\/\/example\.com"; /],
    [['-c', 'issuer=https://example.com/'], /- issuer: given .* trailing slash/],
    [[...issuer, '-c', 'audience='], /- audience: not given; /],
    [[...issuer, '-c', 'leewaySeconds=x'], /- leewaySeconds: given "x"; /],
    [['-c'], /^--context needs a value: the options are --context, --help$/],
    [['https://a.example'], /^Unexpected argument 'https:\/\/a\.example': the options are/],
    [['--token', 'x'], /^Unknown option '--token': the options are --context, --help$/],
  ])('from %j are invalid', (words, message) => {
    expect(() => settings(...words)).toThrow(message);
  });

  test('are undefined with --help', () => {
    expect(settings('--help', '-c', 'issuer=x')).toBeUndefined();
    expect(doctorHelp).toContain('Exit status: 0 ');
  });
});
