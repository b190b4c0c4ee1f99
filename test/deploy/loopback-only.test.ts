import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('a process that is kept on loopback cannot leave it, and is found out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'strays-'));
  const straysFile = join(folder, 'strays');
  const guard = new URL('loopback-only.ts', import.meta.url).href;
  const strays = ["fetch('http://192.0.2.1')", "require('node:tls').connect(443, 'example.com')"];
  for (const stray of strays) {
    const { status } = spawnSync(process.execPath, ['--import', guard, '--eval', stray], {
      env: { ...process.env, STRAYS_FILE: straysFile },
    });
    expect(status).toBe(1);
  }
  expect(readFileSync(straysFile, 'utf8')).toBe('192.0.2.1\nexample.com\n');
  rmSync(folder, { recursive: true });
});
