import { expect, test } from 'vitest';
import { textResponse } from '../../contract/text-response.ts';

test('a text response has a status, a body and the headers of every response', () => {
  expect(textResponse(422, 'The member "item" must be text')).toStrictEqual({
    statusCode: 422,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: 'The member "item" must be text',
  });
});
