import { describe, expect, test } from 'vitest';
import { parseJson } from '../../../../lambdas/authorizer/jwks/parse-json.ts';

describe('parseJson', () => {
  test.each([['{"keys":[]}'], ['\ufeff{"keys":[]}']])('parses %j', (text) => {
    expect(parseJson(text)).toEqual({ keys: [] });
  });

  test.each([[''], ['\ufeff'], ['{}\ufeff'], ['\ufeff\ufeff{}']])('rejects %j', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });
});
