/** Gives a Markdown table. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Gives text as code that may stand in a table. */
export function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}

/** Gives lines as a block of code. */
export function block(language: string, lines: readonly string[]): string {
  return ['```'.concat(language), ...lines, '```'].join('\n');
}

/**
 * Puts generated text between the marks that a document has for it: `<!-- begin name -->`,
 * `<!-- end name -->`.
 *
 * @throws if the document has other marks than there are texts
 */
export function withSections(document: string, sections: Readonly<Record<string, string>>): string {
  const pairs = document.matchAll(/<!-- begin ([\w-]+) -->\n[\s\S]*?<!-- end \1 -->/g);
  const marks = Array.from(pairs, ([, name]) => name);
  const names = Object.keys(sections);
  if (marks.toSorted().join() !== names.toSorted().join())
    throw new Error(`the document marks ${marks.join(', ')}, and there are ${names.join(', ')}`);
  return document.replaceAll(
    /<!-- begin ([\w-]+) -->\n[\s\S]*?<!-- end \1 -->/g,
    (_, name: string) => `<!-- begin ${name} -->\n\n${sections[name]}\n\n<!-- end ${name} -->`,
  );
}
