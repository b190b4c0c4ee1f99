import { describe, expect, it, test } from 'vitest';
import { logQueries } from '../../lib/observability/log-queries.ts';
import { alarms, metricFilterIds, widgetTitles } from './operated-stack.ts';
import { anchorOf, anchors, page } from './page.ts';

const runbook = page('runbook');
const rehearsals = page('rehearsals');
const alarmIds = alarms.map(([id]) => id);

/** The text of the runbook's chapter with this anchor. */
function chapter(anchor: string): string {
  return runbook.split(/^(?=#{1,2} )/m).find((one) => anchors(one)[0] === anchor) ?? '';
}

describe('the runbook', () => {
  test.each(alarms)('has the chapter that the message of %s leads to', (id, message) => {
    const [, anchor = ''] = /Runbook: docs\/runbook\.md#([\w-]+)$/.exec(message) ?? [];
    expect(anchors(runbook)).toContain(anchor);
    for (const part of [`**${id}**`, '**Ends by itself', '**Rehearse:**'])
      expect(chapter(anchor)).toContain(part);
  });

  const bold = Array.from(runbook.matchAll(/\*\*(.+?)\*\*/gs), ([, text = '']) => text);
  const queries = Object.values(logQueries).map(({ name }) => name);
  const headings = ['bold', 'Ends by itself', 'Ends by itself:', 'Rehearse:'];

  test.each([...new Set(bold)])('has in bold only widgets, queries and alarms: %s', (text) => {
    expect([...alarmIds, ...widgetTitles, ...queries, ...headings]).toContain(text);
  });

  it('uses every saved query', () => {
    for (const query of queries) expect(bold).toContain(query);
  });
});

describe('the rehearsals', () => {
  const faults = Array.from(rehearsals.matchAll(/^## (.*)$/gm), ([, title = '']) => title);
  const onAws = Array.from(
    rehearsals.matchAll(/^- On AWS: (.*(?:\n {2}.*)*)/gm),
    ([, said = '']) => said,
  );
  const named = onAws.flatMap((said) => said.match(/\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\b/g) ?? []);

  it('say of each fault what it comes to on AWS', () => {
    expect(onAws).toHaveLength(faults.length);
  });

  test.each([...new Set(named)])('name filters and alarms that there are: %s', (name) => {
    expect([...alarmIds, ...metricFilterIds]).toContain(name);
  });

  test.each(faults)('are where the runbook leads to: %s', (title) => {
    const links = Array.from(runbook.matchAll(/rehearsals\.md#([\w-]+)/g), ([, anchor]) => anchor);
    expect(links).toContain(anchorOf(title));
  });
});
