import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };

const folder = await mkdtemp(join(tmpdir(), 'openapi-'));
afterAll(() => rm(folder, { recursive: true }));

function run(...words: string[]) {
  const command = ['tools/openapi/openapi.ts', ...words];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { stdout, stderr, status };
}

describe('npm run openapi', () => {
  test('prints only the document, or writes it to a file', async () => {
    const { stdout, stderr, status } = run();
    expect([stderr, status]).toStrictEqual(['', 0]);
    expect(JSON.parse(stdout)).toMatchObject({
      openapi: '3.1.0',
      info: { title: packageJson.name, version: packageJson.version },
    });
    const file = join(folder, 'openapi.json');
    expect(run('--output', file)).toStrictEqual({ stdout: '', stderr: '', status: 0 });
    expect(await readFile(file, 'utf8')).toBe(stdout);
  });

  test.each([
    [['--api', 'soap'], '--api is "soap": it must be http or rest\n'],
    [['--output', folder], '--output cannot be written: EISDIR'],
  ])('exits with 2 and one line for %j', (words, line) => {
    const { stdout, stderr, status } = run(...words);
    expect([stdout, status]).toStrictEqual(['', 2]);
    expect(stderr).toContain(line);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
