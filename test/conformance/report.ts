import manifest from '../../package.json' with { type: 'json' };
import type { ConformanceCase } from './conformance-case.ts';
import { disagreements } from './jose-disagreements.ts';
import { awsJwtVerify, jose, type Verdict } from './other-verifiers.ts';
import type { Theme } from './themes.ts';
import type { World } from './world.ts';

interface Compared {
  readonly theme: string;
  readonly row: ConformanceCase;
  readonly aws: Verdict;
  readonly jose: Verdict;
}

/** Gives docs/verification.md: what the suite holds, and where the libraries answer otherwise. */
export async function report(world: World, suite: readonly Theme[]): Promise<string> {
  const compared = await compare(world, suite);
  const different = compared.filter(
    ({ row, aws, jose: other }) => aws.allows !== passes(row) || other.allows !== passes(row),
  );
  return [
    introduction,
    counts(suite),
    summary(compared),
    differences(different),
    generated(),
    '',
  ].join('\n\n');
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const introduction = `# What verification is held to

Written by the conformance suite in \`test/conformance\`; \`UPDATE_DOCS=1 npx vitest run test/conformance/report\`
writes it anew, and the suite fails while it is out of date.

Every row is put to the bundle that would be deployed, in the event shapes of an HTTP API and a REST API,
with a key endpoint on a loopback socket and a clock that stands still. Each row names the section that
demands or permits its outcome, and a row that is refused names the one reason it must be refused for.
The tables are data: \`test/conformance/*.ts\`, a file for a theme. Next to them run public vectors
(RFC 7515, 7517, 7520 and 8037) and a differential test against jose, below.`;

function counts(suite: readonly Theme[]): string {
  const rows = suite.map(({ title, cases }) => {
    const passing = cases.filter(passes).length;
    return [title, cases.length, passing, cases.length - passing];
  });
  const total = (at: number) => rows.reduce((sum, row) => sum + Number(row[at]), 0);
  return [
    '## Rows',
    '',
    table(
      ['Theme', 'Rows', 'Allow', 'Refuse'],
      [...rows, ['**All**', total(1), total(2), total(3)]],
    ),
  ].join('\n');
}

function summary(compared: readonly Compared[]): string {
  const line = (name: string, library: 'aws' | 'jose') => {
    const laxer = compared.filter((one) => one[library].allows && !passes(one.row)).length;
    const stricter = compared.filter((one) => !one[library].allows && passes(one.row)).length;
    return [name, compared.length - laxer - stricter, laxer, stricter];
  };
  return [
    '## Plain aws-jwt-verify and jose on the same rows',
    '',
    `Put to the libraries are the ${compared.length} rows that hold a token: the Authorization header is not their business.`,
    'Each is told issuers, audiences and the leeway, as its documentation shows, and holds the published key set',
    '(`JwtVerifier` with `cacheJwks`, `jwtVerify` with `createLocalJWKSet`). That either answers otherwise is seldom a',
    'fault of the library: most of it is left to the caller, or a choice. It is what using it as it comes would mean here.',
    `Measured with aws-jwt-verify ${versionOf('aws-jwt-verify')} and jose ${versionOf('jose')} on Node.js 24.`,
    '',
    table(
      ['', 'Same answer', 'Allows what we refuse', 'Refuses what we allow'],
      [line('aws-jwt-verify', 'aws'), line('jose', 'jose')],
    ),
  ].join('\n');
}

function versionOf(name: string): string {
  const { dependencies = {}, devDependencies = {} }: Manifest = manifest;
  return dependencies[name] ?? devDependencies[name] ?? 'of no version';
}

function differences(different: readonly Compared[]): string {
  const rows = different.map(({ theme, row, aws, jose: other }) => [
    `${theme}: ${row.name}`,
    row.rfc,
    passes(row) ? 'allows' : `refuses: \`${row.expected}\``,
    said(aws, row),
    said(other, row),
  ]);
  return [
    '## Where they differ',
    '',
    'An answer that differs from ours is in bold.',
    '',
    table(['Case', 'Section', 'Ours', 'aws-jwt-verify', 'jose'], rows),
  ].join('\n');
}

function generated(): string {
  return [
    '## Generated tokens, against jose',
    '',
    '`test/conformance/differential.test.ts` generates tokens, good ones and ones broken in several places, and asks',
    'both. jose is told all that it can be told: algorithms, required claims, issuer, audience, leeway. These are the',
    'only classes of disagreement; any other fails the test.',
    '',
    table(
      ['Ours', 'jose', 'Which tokens', 'Why'],
      disagreements.map(({ ours, jose: other, which, why }) => [
        `\`${ours}\``,
        `\`${other}\``,
        which,
        why,
      ]),
    ),
  ].join('\n');
}

async function compare(world: World, suite: readonly Theme[]): Promise<readonly Compared[]> {
  const compared: Compared[] = [];
  for (const { title, cases } of suite) {
    for (const row of cases) {
      const { token, keySet = world.keySet } = row;
      if (token === undefined) continue;
      compared.push({
        theme: title,
        row,
        aws: await awsJwtVerify(world, keySet, token),
        jose: await jose(world, keySet, token),
      });
    }
  }
  return compared;
}

function passes({ expected }: ConformanceCase): boolean {
  return expected === 'allow';
}

function said({ allows, fault }: Verdict, row: ConformanceCase): string {
  if (allows === passes(row)) return allows ? 'allows' : 'refuses';
  return allows ? '**allows**' : `**refuses**: \`${fault}\``;
}

function table(head: readonly unknown[], rows: readonly (readonly unknown[])[]): string {
  const line = (cells: readonly unknown[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text that a Markdown table takes for text. */
function cell(value: unknown): string {
  return [...String(value)].map((character) => escapes[character] ?? character).join('');
}

const escapes: Readonly<Record<string, string>> = { '|': '\\|', '<': '&lt;', '\n': ' ' };
