import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

function runApp(environment: Readonly<Record<string, string>> = {}) {
  return spawnSync(process.execPath, ['bin/app.ts'], {
    encoding: 'utf8',
    env: {
      ...process.env,
      CDK_CONTEXT_JSON: JSON.stringify({ audience: 'your-audience', leewaySeconds: 'x' }),
      ...environment,
    },
  });
}

describe('the CDK app, given invalid settings', () => {
  test('exits with 1 and lists every problem and the command to use, without a stack trace', () => {
    const { status, stderr } = runApp();
    expect(status).toBe(1);
    expect(stderr).toContain('issuer: not given; it must be an absolute https URL');
    expect(stderr).toContain('leewaySeconds: given "x"; it must be a whole number of seconds');
    expect(stderr).toContain(
      'npx cdk synth -c issuer=https://example.zuplo.app/__zuplo/issuer -c audience=your-audience',
    );
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('names the command of the program that runs it', () => {
    const { stderr } = runApp({ COMMAND_HINT: 'npm start -- -c name=value' });
    expect(stderr).toContain('npm start -- -c name=value');
    expect(stderr).not.toContain('cdk synth');
  });
});
