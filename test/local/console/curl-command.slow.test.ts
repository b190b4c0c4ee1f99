import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  button,
  field,
  fillDetails,
  isSkipped,
  outcome,
  select,
  useConsole,
} from './open-console.ts';
import { receivedRequest } from './received-request.ts';

const run = promisify(execFile);

describe.skipIf(isSkipped)('The curl command of the console', () => {
  const opened = useConsole();

  it.each([
    { method: 'GET', path: '/protected' },
    {
      method: 'HEAD',
      path: '/protected?a={1,2}&b=[1-2]',
      headers: `X-Empty:\nX-Quote: it's "$HOME"`,
    },
    { method: 'POST', path: '/a/../b', headers: 'User-Agent: mine', body: `{"it's":"$HOME"}` },
    { method: 'GET', path: '/body', body: '{}' },
    { method: 'DELETE', path: '/', headers: 'Accept: text/html' },
  ])('sends the same request as the page: $method $path', async (request) => {
    const { page } = opened;
    const { method, path, headers = '', body = '' } = request;
    await select(page, 'Method').selectOption(method);
    await field(page, 'Path').fill(path);
    await fillDetails(page, 'Headers', headers);
    await fillDetails(page, 'Body', body);
    await button(page, 'Send').click();
    await outcome(page, new RegExp(`: ${method} /`));
    await button(page, 'Copy as curl').click();
    await page.getByRole('status').getByText('Copied.').waitFor();
    const command = await page.evaluate('navigator.clipboard.readText()');
    await run('sh', ['-c', `${command} --silent`]);
    expect(await receivedRequest(opened, 1)).toEqual(await receivedRequest(opened));
  });
});
