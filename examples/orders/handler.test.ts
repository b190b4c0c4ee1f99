import { expect, test } from 'vitest';
import { callerEvent } from '../../contract/caller-event.ts';
import { handler } from './handler.ts';

const order = { method: 'POST', path: '/orders', body: { item: 'tea' } };

test.each(['http', 'rest'] as const)('accepts an order on an API of type %s', async (api) => {
  const event =
    api === 'rest'
      ? callerEvent({ ...order, api, caller: { sub: 'alice' } })
      : callerEvent({ ...order, caller: { sub: 'alice' } });
  expect(await handler(event)).toMatchObject({
    statusCode: 201,
    body: 'alice has ordered tea',
  });
});

test('rejects a request without a caller', async () => {
  expect(await handler(callerEvent(order))).toMatchObject({ statusCode: 401 });
});

test('rejects a request whose token has expired', async () => {
  const caller = { sub: 'alice', exp: Date.now() / 1000 - 60 };
  expect(await handler(callerEvent({ ...order, caller }))).toMatchObject({ statusCode: 401 });
});

test.each([
  [undefined, 400, 'The body is empty; it must be JSON'],
  ['{', 400, 'The body is not valid JSON'],
  [{}, 422, 'The member "item" must be text'],
])('responds to the body %j with %i', async (body, statusCode, text) => {
  const caller = { sub: 'alice' };
  expect(await handler(callerEvent({ ...order, body, caller }))).toMatchObject({
    statusCode,
    body: text,
  });
});
