/**
 * Gives the fields that a Logs Insights query reads, each once, in their order: not those that it makes
 * itself (`… as name`, the names of `stats`), not `@timestamp`, which every event has.
 *
 * Only what this project's queries use is read: filter, fields, stats, sort, limit.
 */
export function queryFields(lines: readonly string[]): readonly string[] {
  const made = new Set(
    lines.flatMap((line) => Array.from(line.matchAll(/ as (\w+)/g), ([, name]) => name)),
  );
  const read = lines.flatMap((line) => {
    const [, command = '', rest = ''] = /^(\w+) (.+)$/.exec(line) ?? [];
    const reserved = words[command];
    if (reserved === undefined) throw new Error(`the command ${command} is not known here`);
    const bare = rest.replaceAll(/"[^"]*"|\/[^/]*\/|count\(\*\)| as \w+/g, ' ');
    return (bare.match(/[@A-Za-z][\w.]*/g) ?? []).filter((word) => !reserved.includes(word));
  });
  return [...new Set(read)].filter((field) => !made.has(field) && field !== '@timestamp');
}

/** Words that are no fields, by command. @see CloudWatch Logs, "CloudWatch Logs Insights language query syntax" */
const words: Readonly<Record<string, readonly string[]>> = {
  filter: ['and', 'or', 'not', 'in', 'like', 'ispresent'],
  fields: [],
  stats: ['by'],
  sort: ['asc', 'desc'],
  limit: [],
};
