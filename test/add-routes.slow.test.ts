import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';

// What a user does first: change lib/routes.ts and lambdas/, and nothing else. Everything must still pass.

const project = mkdtempSync(join(tmpdir(), 'add-routes-'));
afterEach(() => rmSync(project, { recursive: true, force: true }));

const generated = /^(node_modules|coverage|cdk\.out|cdk\.local-.*|\.git)$/;

function copyProject(): void {
  cpSync('.', project, { recursive: true, filter: (path) => !generated.test(basename(path)) });
  symlinkSync(join(process.cwd(), 'node_modules'), join(project, 'node_modules'), 'junction');
}

function write(file: string, text: string): void {
  mkdirSync(join(project, file, '..'), { recursive: true });
  writeFileSync(join(project, file), text);
}

/** Replaces the text between the brackets of the route table. */
function editRoutes(edit: (rows: string) => string): void {
  const text = readFileSync(join(project, 'lib/routes.ts'), 'utf8');
  const [, head = '', rows = '', end = ''] = /^([\s\S]*= \[\n)([\s\S]*)(\];\n)$/.exec(text) ?? [];
  write('lib/routes.ts', head + edit(rows) + end);
}

const add = (...rows: readonly string[]) =>
  editRoutes((existing) => existing + rows.map((row) => `  ${row},\n`).join(''));

/** The code blocks of the README's section "Add a route", by file. */
function readmeExample(): ReadonlyMap<string, string> {
  const readme = readFileSync('README.md', 'utf8');
  const section = /\n## Add a route\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
  const blocks = section.matchAll(/```ts\n\/\/ (\S+)\n([\s\S]*?)```/g);
  return new Map(Array.from(blocks, ([, file = '', code = '']) => [file, code]));
}

const experiments: readonly (readonly [name: string, change: () => void])[] = [
  [
    "the README's example, POST /orders with a scope and a new handler, and GET /hello on an existing one are added",
    () => {
      add("{ method: 'GET', path: '/hello', access: 'public', handler: 'public' }");
      const example = readmeExample();
      editRoutes((rows) => rows + String(example.get('lib/routes.ts')));
      const handler = String(example.get('lambdas/orders/handler.ts'));
      expect(handler).toBe(readFileSync('examples/orders/handler.ts', 'utf8'));
      write('lambdas/orders/handler.ts', handler);
    },
  ],
  [
    '/protected is removed and three other routes are added',
    () => {
      editRoutes((rows) =>
        rows.replace(/ {2}\{\n {4}method: 'GET',\n {4}path: '\/protected',[\s\S]*?\n {2}\},\n/, ''),
      );
      expect(readFileSync(join(project, 'lib/routes.ts'), 'utf8')).not.toContain('/protected');
      add(
        "{ method: 'GET', path: '/users/{id}', access: 'protected', handler: 'protected' }",
        "{ method: 'DELETE', path: '/users/{id}', access: 'protected', handler: 'protected' }",
        "{ method: 'GET', path: '/files/{path+}', access: 'public', handler: 'public' }",
      );
    },
  ],
];

const settings = [
  ...['-c', 'issuer=https://example.zuplo.app/__zuplo/issuer'],
  ...['-c', 'audience=your-audience'],
];
const commands: readonly (readonly string[])[] = [
  ['run', 'check'],
  // Those of the local gateway know nothing of this project: the linter rejects such an import.
  ['test', '--', '--exclude', 'packages/**'],
  ['run', 'synth', '--', '--quiet', '-c', 'api=http', ...settings],
  ['run', 'synth', '--', '--quiet', '-c', 'api=rest', ...settings],
];

describe('npm run check, npm test and the syntheses of both API types pass, with no other file changed, after', () => {
  test.each(experiments)(
    '%s',
    (_, change) => {
      copyProject();
      change();
      for (const command of commands) {
        const { status, stdout, stderr } = spawnSync('npm', command, {
          cwd: project,
          encoding: 'utf8',
          shell: process.platform === 'win32',
          // Coverage and colors are those of a fresh terminal, not of this test run.
          env: { ...process.env, VITEST: undefined, NODE_OPTIONS: undefined },
        });
        expect(
          status,
          `npm ${command.join(' ')}\n${stdout.slice(-5000)}${stderr.slice(-5000)}`,
        ).toBe(0);
      }
    },
    600_000,
  );
});
