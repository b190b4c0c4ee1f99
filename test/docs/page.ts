import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Returns the text of a page of docs/. */
export function page(name: string): string {
  return readFileSync(`docs/${name}.md`, 'utf8');
}

/** Returns a heading's anchor on GitHub. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(' ', '-');
}

/** Returns the anchors of all headings of a text. */
export function anchors(text: string): readonly string[] {
  return Array.from(text.matchAll(/^#+ (.*)$/gm), ([, heading = '']) => anchorOf(heading));
}

/** Returns the links of a page to files and headings that do not exist. */
export function deadLinks(name: string): readonly string[] {
  const links = Array.from(page(name).matchAll(/\]\(([^)\s]+)\)/g), ([, link = '']) => link);
  return links.filter((link) => {
    if (link.startsWith('https://')) return false;
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? `docs/${name}.md` : resolve('docs', file);
    if (!existsSync(target)) return true;
    return anchor !== undefined && !anchors(readFileSync(target, 'utf8')).includes(anchor);
  });
}
