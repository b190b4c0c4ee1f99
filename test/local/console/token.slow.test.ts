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

describe.skipIf(isSkipped)('The token in the console', () => {
  const opened = useConsole();

  it('is created from the fields, and its claims are shown before it is sent', async () => {
    const { page } = opened;
    await field(page, 'Subject').fill('carol');
    await page.getByText(/^Token: EdDSA, subject carol, expires in [45] min$/).waitFor();
    await page.getByText('Claims and encoded token').click();
    expect(await page.locator('#token-claims').innerText()).toMatch(
      /sub\s+carol\s+aud[\s\S]*exp\s+\d+ \([\d:]+, in [45] min\)/,
    );
  });

  it('is the one that the API receives', async () => {
    const { page } = opened;
    await field(page, 'Subject').fill('carol');
    await button(page, 'Send').click();
    await outcome(page, /GET \/protected → 200 .* allowed$/);
    expect(await step(page, 'Token').locator('pre').textContent()).toBe(
      await page.getByLabel('Encoded token').inputValue(),
    );
    expect(await page.locator('#response-body').innerText()).toBe('Hello, carol!');
  });

  it('has the scope of the field', async () => {
    const { page } = opened;
    await field(page, 'Scope').fill('orders:read orders:write');
    await page.getByText(/subject alice, scope orders:read orders:write, expires/).waitFor();
    await button(page, 'Send').click();
    await step(page, 'Token').getByText('orders:read orders:write', { exact: true }).waitFor();
  });

  it.each([
    ['Expired', 'expired'],
    ['Signed with an unknown key', 'bad_signature'],
    ['Wrong audience', 'wrong_audience'],
    ['Wrong issuer', 'unknown_issuer'],
    ['No subject', 'missing_subject'],
    ['No expiry', 'missing_expiry'],
    ['Not valid yet', 'not_yet_valid'],
  ])('of the kind "%s" is rejected, and the reason is shown', async (kind, reason) => {
    const { page } = opened;
    await sendToken(page, kind);
    await outcome(page, new RegExp(`→ 403 .*denied: ${reason}$`));
    expect(await step(page, 'Authorizer').innerText()).toMatch(/Deny\s+execute-api:Invoke/);
    expect(await step(page, 'Function').count()).toBe(0);
    expect(await step(page, 'Log').innerText()).toContain(`reason=${reason}`);
  });

  it('can be pasted', async () => {
    const { page, stack } = opened;
    await select(page, 'Token').selectOption('Pasted token');
    await page.getByLabel('Encoded token').fill(await stack.zuplo.token({ sub: 'dave' }));
    await page.getByText(/^Token: EdDSA, subject dave, expires/).waitFor();
    await button(page, 'Send').click();
    await outcome(page, /→ 200 .* allowed$/);
    expect(await page.locator('#response-body').innerText()).toBe('Hello, dave!');
  });

  it('can be left out', async () => {
    const { page } = opened;
    await select(page, 'Token').selectOption('No token');
    await preview(page).filter({ hasNotText: 'Authorization' }).waitFor();
    await button(page, 'Send').click();
    await outcome(page, /→ 401 .*Authorization is missing$/);
  });

  it.each(['{', '[]'])('is not created with %s as additional claims', async (claims) => {
    const { page } = opened;
    await fillDetails(page, 'Additional claims', claims);
    await page.getByRole('alert').getByText('Additional claims must be a JSON object').waitFor();
    expect(await preview(page).textContent()).toBe('');
  });

  it('is renewed before it expires', async () => {
    const { page } = opened;
    await page.getByLabel('Lifetime (s)').fill('3');
    await page.getByText(/^Token: .* expires in [23] s$/).waitFor();
    const token = () => page.getByLabel('Encoded token').inputValue();
    const first = await token();
    await expect.poll(token, { timeout: 5_000 }).not.toBe(first);
  });

  it('is signed with the new key after a rotation, and the previous key is rejected', async () => {
    const { page } = opened;
    await button(page, 'Rotate key').click();
    await sendToken(page, 'Valid');
    await outcome(page, /→ 200/);
    expect(await step(page, 'Log').innerText()).toContain('jwks_fetched');
    await sendToken(page, 'Signed with the key before the rotation');
    await outcome(page, /→ 403 .*denied: bad_signature$/);
  });

  it('is affected by an outage of the JWKS endpoint only if its key is new', async () => {
    const { page } = opened;
    await page.getByLabel('Closes the connection').check();
    await sendToken(page, 'Valid');
    await outcome(page, /→ 200/);
    await button(page, 'Rotate key').click();
    await page.locator('#keys').waitFor();
    await button(page, 'Send').click();
    await outcome(page, /→ 500 /);
    expect(await step(page, 'Log').innerText()).toContain('jwks_fetch_failed');
    await page.getByLabel('Responds with the JWKS').check();
    await button(page, 'Send').click();
    await outcome(page, /→ 200/);
  });
});
