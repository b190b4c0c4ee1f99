import { describe, expect, test } from 'vitest';
import { jsonBody } from '../../contract/json-body.ts';
import { textResponse } from '../../contract/text-response.ts';

const base64 = (bytes: string | Buffer) => ({
  body: Buffer.from(bytes).toString('base64'),
  isBase64Encoded: true,
});

describe('jsonBody', () => {
  test.each([
    ['an object', { body: '{"item":"tee ☕"}' }, { item: 'tee ☕' }],
    ['base64', base64('{"item":"tee ☕"}'), { item: 'tee ☕' }],
    ['a byte order mark', base64('\ufeff[]'), []],
    ['null', { body: 'null', isBase64Encoded: false }, null],
  ])('reads %s', (_, event, value) => {
    expect(jsonBody(event)).toEqual({ ok: true, value });
  });

  test.each([
    ['no body', {}, 'The body is empty; it must be JSON'],
    ['null instead of a body', { body: null }, 'The body is empty; it must be JSON'],
    ['an empty body in base64', base64(''), 'The body is empty; it must be JSON'],
    ['other text', { body: 'item=tea' }, 'The body is not valid JSON'],
    ['bytes that are not UTF-8', base64(Buffer.of(0x22, 0xff, 0x22)), 'The body is not valid JSON'],
  ])('returns a response with status 400 for %s', (_, event, body) => {
    expect(jsonBody(event)).toEqual({ ok: false, response: textResponse(400, body) });
  });
});
