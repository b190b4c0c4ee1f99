import { expect, test } from 'vitest';
import { insufficientScope, invalidToken } from '../../contract/rest-rejections.ts';

test('the responses to rejected requests are those of the original API, with the codes of RFC 6750', () => {
  expect([invalidToken, insufficientScope]).toEqual([
    { status: 401, error: 'invalid_token', text: 'Token is not valid or has expired' },
    { status: 403, error: 'insufficient_scope', text: 'Token does not permit this' },
  ]);
});
