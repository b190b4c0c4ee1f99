import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alternate } from '../cold/alternate.ts';
import { spreadOf } from '../cold/spread.ts';
import type { Row } from '../row.ts';
import { type Command, timed } from './timed-command.ts';

export interface BuildSpeedOptions {
  /** Of everything, after one that is not counted. `2` for a figure that counts. */
  readonly rounds: number;
  log(line: string): void;
}

interface Build {
  readonly name: string;
  readonly command: Command;
}

const settings = { issuer: 'https://example.zuplo.app/__zuplo/issuer', audience: 'your-audience' };

/** Measures what a developer waits for, and what it consists of. */
export async function buildSpeed({ rounds, log }: BuildSpeedOptions): Promise<readonly Row[]> {
  log('Build speed …');
  const folder = mkdtempSync(join(tmpdir(), 'bench-build-'));
  try {
    const times = await alternate(builds(folder), rounds, ({ command }) => timed(command));
    return [...times].map(([figure, series]) => buildRow(figure, series));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function builds(folder: string): readonly Build[] {
  const app = (name: string, context = {}, environment = {}): Build => ({
    name,
    command: {
      parameters: ['bin/app.ts'],
      environment: {
        ...environment,
        CDK_OUTDIR: mkdtempSync(join(folder, 'app-')),
        CDK_CONTEXT_JSON: JSON.stringify({ ...contextOfProject(), ...settings, ...context }),
      },
    },
  });
  return [
    synth(folder, 'http'),
    synth(folder, 'rest'),
    app('node bin/app.ts, which is synth without the CLI'),
    app('the same without bundling', noBundling),
    app('the same without validating the template either', noBundling, noValidation),
    {
      name: 'npm start until ready',
      command: {
        parameters: ['local/start.ts'],
        environment: { PORT: '0', ZUPLO_PORT: '0' },
        until: 'Stand-in for Zuplo on',
      },
    },
  ];
}

const noBundling = { 'aws:cdk:bundling-stacks': [] };
const noValidation = { CDK_VALIDATION: 'false' };

function synth(folder: string, api: 'http' | 'rest'): Build {
  const given = Object.entries({ ...settings, api }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const output = ['--quiet', '--output', mkdtempSync(join(folder, `${api}-`))];
  const cdk = fileURLToPath(new URL('../../node_modules/aws-cdk/bin/cdk', import.meta.url));
  return {
    name: `cdk synth, ${api}`,
    command: { parameters: [cdk, 'synth', ...output, ...given] },
  };
}

function contextOfProject(): Record<string, unknown> {
  const file = new URL('../../cdk.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')).context;
}

function buildRow(figure: string, series: readonly number[]): Row {
  const { median, minimum } = spreadOf(series);
  return {
    part: 'Build speed',
    figure,
    value: `${(median / 1000).toFixed(1)} s`,
    spread: `from ${(minimum / 1000).toFixed(1)} s`,
  };
}
