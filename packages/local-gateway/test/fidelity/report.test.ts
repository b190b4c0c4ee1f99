import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { reports, seen } from './evidence.ts';
import { report, topicsByTitle, updateCommand } from './report.ts';
import type { EvidenceLevel, Row } from './row.ts';
import { apiGateway, awsReference, iam, lambda, reason, specification } from './sources.ts';
import { topics } from './topics.ts';

const file = new URL('../../FIDELITY.md', import.meta.url);

describe('The fidelity report', () => {
  it('is up to date', async () => {
    const text = report();
    if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, text);
    const written = await readFile(file, 'utf8').catch(() => '');
    expect(written === text, `FIDELITY.md is out of date: run ${updateCommand}`).toBe(true);
  });

  it('has an anchor for every link', () => {
    const text = report();
    const anchors = new Set([...text.matchAll(/<a id="(.*?)">/g)].map(([, id]) => id));
    const links = [...text.matchAll(/\]\(#(.*?)\)/g)].map(([, id]) => id);
    expect(links.filter((id) => !anchors.has(id))).toEqual([]);
  });

  it('has evidence of the kind that each row claims', () => {
    const groups: Record<EvidenceLevel, readonly object[]> = {
      measured: [seen],
      documented: [apiGateway, iam, lambda, awsReference, specification],
      reported: [reports],
      assumed: [apiGateway, iam, lambda, reports, reason],
    };
    const isOfKind = ({ level, sources: [source] }: Row): boolean =>
      groups[level].some((group) => Object.values(group).includes(source));
    const wrong = topics.flatMap(({ rows }) => rows).filter((row) => !isOfKind(row));
    expect(wrong.map(({ behavior }) => behavior)).toEqual([]);
  });

  it.each(topicsByTitle())('lists each behavior and variant of %s once', (_, rows) => {
    const titles = rows.map(({ behavior, variant = '' }) => `${behavior} ${variant}`);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  });
});
