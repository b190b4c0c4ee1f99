import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('a wrong setting ends the synthesis with a message that shows the right line, and no stack trace', () => {
  const { status, stderr } = spawnSync(process.execPath, ['bin/app.ts'], {
    encoding: 'utf8',
    env: { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ audience: 'your-audience' }) },
  });
  expect(status).toBe(1);
  expect(stderr).toContain('issuer: not given; it must be an absolute https URL');
  expect(stderr).toContain(
    'npx cdk synth -c issuer=https://example.zuplo.app/__zuplo/issuer -c audience=your-audience',
  );
  expect(stderr).not.toMatch(/^\s+at /m);
});
