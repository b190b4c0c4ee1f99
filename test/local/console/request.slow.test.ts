import { describe, expect, it } from 'vitest';
import {
  button,
  field,
  fillDetails,
  isSkipped,
  outcome,
  preview,
  select,
  sendToken,
  step,
  useConsole,
} from './open-console.ts';
import { receivedRequest } from './received-request.ts';

describe.skipIf(isSkipped)('The request in the console', () => {
  const opened = useConsole();
  const sendTo = (server: '0' | 'zuplo') => select(opened.page, 'Send to').selectOption(server);

  it('has no token when it goes to the Zuplo stand-in, which takes an API key', async () => {
    const { page } = opened;
    await select(page, 'Token').selectOption('Expired');
    await sendTo('zuplo');
    expect(await select(page, 'Token').count()).toBe(0);
    await select(page, 'API key').selectOption('BOB_API_KEY');
    await preview(page).filter({ hasText: 'Authorization: Bearer BOB_API_KEY' }).waitFor();
    await page.getByText('replaces the API key with a token for bob.').waitFor();
    await button(page, 'Send').click();
    await outcome(page, /→ 200/);
    expect(await step(page, 'Zuplo stand-in').innerText()).toContain('Replaced the API key of bob');
  });

  it('has the selected token, and no API key, when it goes to the API again', async () => {
    const { page } = opened;
    await select(page, 'Token').selectOption('Expired');
    await sendTo('zuplo');
    await sendTo('0');
    expect(await select(page, 'API key').count()).toBe(0);
    await button(page, 'Send').click();
    await outcome(page, /→ 403 .*denied: expired$/);
  });

  it.each([
    ['UNKNOWN_API_KEY', 'Authorization Failed'],
    ['', 'No Authorization Header'],
  ])('is rejected with the API key %j', async (key, problem) => {
    const { page } = opened;
    await sendTo('zuplo');
    await select(page, 'API key').selectOption(key);
    await page.getByText('The Zuplo stand-in rejects this, unless the route is public.').waitFor();
    await button(page, 'Send').click();
    await outcome(page, new RegExp(`→ 401 .*${problem}$`));
  });

  it('is shown before it is sent: method, URL and all headers', async () => {
    const { page, stack } = opened;
    await select(page, 'Method').selectOption('POST');
    await field(page, 'Path').fill('/protected?a=1');
    expect(await select(page, 'Route').inputValue()).toBe('other');
    await fillDetails(
      page,
      'Headers',
      'X-Note: a: b \nUser-Agent: mine\nx-note: second\n\nX-Empty:',
    );
    await fillDetails(page, 'Body', '{"greeting":"grüezi"}');
    await preview(page).filter({ hasText: 'Content-Length: 22' }).waitFor();
    const [target, ...lines] = (await preview(page).innerText()).split('\n');
    expect(target).toBe(`POST ${stack.api}/protected?a=1`);
    const token = await page.getByLabel('Encoded token').inputValue();
    await button(page, 'Send').click();
    await outcome(page, /POST \/protected →/);
    const { headers } = await receivedRequest(opened);
    const whole = lines.map((line) => line.replace(/Bearer .*/, `Bearer ${token}`));
    expect(headers).toEqual(
      whole.map((line) => line.replace(/^\S+/, (name) => name.toLowerCase())).sort(),
    );
  });

  it.each([
    ['X-Note', 'Line 1 of Headers must be “Name: value” in ASCII.'],
    ['X-Note: ü', 'Line 1 of Headers must be “Name: value” in ASCII.'],
    ['A: b\nHost: example.com', 'Line 2 of Headers: Host cannot be set.'],
    ['authorization: Basic YTpi', 'Headers has an Authorization: remove it, or choose “No token”.'],
  ])('is not sent with the headers %j', async (headers, message) => {
    const { page } = opened;
    await fillDetails(page, 'Headers', headers);
    await page.getByRole('alert').getByText(message).waitFor();
    expect(await preview(page).textContent()).toBe('');
    await button(page, 'Send').click();
    await page.getByRole('alert').getByText(message).waitFor();
    expect(await page.locator('#outcome').innerText()).toBe('Send a request, or select one.');
  });

  it('can have an Authorization header of any scheme instead of a token', async () => {
    const { page } = opened;
    await select(page, 'Token').selectOption('No token');
    await fillDetails(page, 'Headers', 'Authorization: Basic YTpi');
    await preview(page).filter({ hasText: 'Authorization: Basic YTpi' }).waitFor();
    await button(page, 'Send').click();
    await outcome(page, /denied: /);
    expect((await receivedRequest(opened)).headers).toContain('authorization: Basic YTpi');
  });

  it('cannot be sent twice while it is sent, which is announced', async () => {
    const { page } = opened;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/__local/call', async (route) => {
      await held;
      await route.continue();
    });
    await sendToken(page, 'Valid');
    expect(await button(page, 'Sending…').isDisabled()).toBe(true);
    await page.getByRole('status').getByText('Sending GET /protected …').waitFor();
    expect(await page.locator('#trace-section').getAttribute('aria-busy')).toBe('true');
    release();
    await outcome(page, /→ 200/);
    await expect.poll(() => button(page, 'Send').isEnabled()).toBe(true);
    await page.unroute('**/__local/call');
  });

  it('leaves no errors in the browser, such as violations of the content security policy', () => {
    expect(opened.messages).toEqual([]);
  });
});
