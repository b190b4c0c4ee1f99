import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('loopback-only.ts makes connections to other hosts fail, and records the hosts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'otherHosts-'));
  const otherHostsFile = join(folder, 'otherHosts');
  const guard = new URL('loopback-only.ts', import.meta.url).href;
  const scripts = ["fetch('http://192.0.2.1')", "require('node:tls').connect(443, 'example.com')"];
  for (const script of scripts) {
    const { status } = spawnSync(process.execPath, ['--import', guard, '--eval', script], {
      env: { ...process.env, OTHER_HOSTS_FILE: otherHostsFile },
    });
    expect(status).toBe(1);
  }
  expect(readFileSync(otherHostsFile, 'utf8')).toBe('192.0.2.1\nexample.com\n');
  rmSync(folder, { recursive: true });
});
