import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };

const folder = await mkdtemp(join(tmpdir(), 'openapi-'));
const lost = join(folder, 'none', 'x.json');
afterAll(() => rm(folder, { recursive: true }));

function run(...words: string[]) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['tools/openapi/openapi.ts', ...words],
    { encoding: 'utf8' },
  );
  return { stdout, stderr, status };
}

describe('npm run openapi', () => {
  it('prints the document and nothing else', () => {
    const { stdout, stderr, status } = run();
    expect([stderr, status]).toStrictEqual(['', 0]);
    expect(JSON.parse(stdout)).toMatchObject({
      openapi: '3.1.0',
      info: { title: packageJson.name, version: packageJson.version },
      paths: { '/': { get: { operationId: 'getRoot' } } },
    });
  });

  it('writes the same to a file', async () => {
    const file = join(folder, 'openapi.json');
    expect(run('--output', file)).toStrictEqual({ stdout: '', stderr: '', status: 0 });
    expect(await readFile(file, 'utf8')).toBe(run().stdout);
  });

  it.each([
    [['--api', 'soap'], '--api is "soap": it must be http or rest'],
    [
      ['--output', folder],
      `--output is ${JSON.stringify(folder)}: it must be a file, and is a folder\n`,
    ],
    [['--output', lost], `--output is ${JSON.stringify(lost)}: its folder does not exist\n`],
  ])('says in one line what is wrong with %j, and ends with status 2', (words, line) => {
    const { stdout, stderr, status } = run(...words);
    expect([stdout, status]).toStrictEqual(['', 2]);
    expect(stderr).toContain(line);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
