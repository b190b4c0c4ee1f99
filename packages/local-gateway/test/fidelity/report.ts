import { ownStackThemes } from '../../../../test/local/app-behaviour.ts';
import { absences } from './absent.ts';
import { approximations } from './approximated.ts';
import type { Confidence, FidelityRow } from './fidelity-row.ts';
import { themes } from './themes.ts';

interface TitledRows {
  readonly title: string;
  readonly rows: readonly FidelityRow[];
}

const confidences: readonly Confidence[] = ['confirmed', 'reported', 'unknown'];

/** Gives docs/local-gateway.md: what is emulated, approximated and absent, each with its source. */
export function report(): string {
  const suite: readonly TitledRows[] = [...themes, ...ownStackThemes];
  return [introduction, counts(suite), approximated(), absent(), emulated(suite), ''].join('\n\n');
}

const introduction = `# The local gateway, and API Gateway

Written by the fidelity suite in \`test/local/fidelity\`;
\`UPDATE_DOCS=1 npx vitest run test/local/fidelity/report\` writes it anew, and the suite fails while it is out
of date.

Every behaviour under *Emulated* is a row of that suite: a request over a real socket to a small stack that
is made for it, or to this project's own, and what must come of it. A row says where the behaviour is known
from, an AWS page by its title or whoever recorded it on AWS, and how sure it is:

- **confirmed**: an AWS page, or an example on one, says so;
- **reported**: someone recorded or measured it on AWS;
- **unknown**: nobody is known to have. The strictest of the plausible answers was taken: every doubt fails
  closed. Do not build on these.

Nothing here was measured on AWS by us.`;

function counts(suite: readonly TitledRows[]): string {
  const count = (rows: readonly FidelityRow[]) =>
    confidences.map((name) => rows.filter(({ confidence }) => confidence === name).length);
  const lines = suite.map(({ title, rows }) => [title, rows.length, ...count(rows)]);
  const all = suite.flatMap(({ rows }) => rows);
  return [
    '## Rows',
    '',
    table(['Theme', 'Rows', ...confidences], [...lines, ['**All**', all.length, ...count(all)]]),
  ].join('\n');
}

function approximated(): string {
  const lines = approximations.map(({ what, onAws, here, source }) => [what, onAws, here, source]);
  return ['## Approximated', '', table(['What', 'On AWS', 'Here', 'Source'], lines)].join('\n');
}

function absent(): string {
  const lines = absences.map(({ what, source, refusal }) => [what, `\`${refusal}\``, source]);
  return [
    '## Absent',
    '',
    'What a template asks for in vain is refused before anything is served, by the name of the resource:',
    'an answer that would differ from that of AWS is worse than none. The suite holds each of these.',
    '',
    table(['What', 'What is said', 'Source'], lines),
  ].join('\n');
}

function emulated(suite: readonly TitledRows[]): string {
  const sections = suite.map(({ title, rows }) => {
    const lines = rows.map(({ behaviour, source, confidence }) => [behaviour, confidence, source]);
    return [`### ${title}`, '', table(['Behaviour', 'Confidence', 'Source'], lines)].join('\n');
  });
  return ['## Emulated', ...sections].join('\n\n');
}

function table(head: readonly string[], lines: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...lines.map(line)].join('\n');
}
