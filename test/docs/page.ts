import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** The text of a page of docs/, by its name. */
export function page(name: string): string {
  return readFileSync(`docs/${name}.md`, 'utf8');
}

/** A heading's anchor, as GitHub makes it. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(' ', '-');
}

/** The anchors of all headings of a text. */
export function anchors(text: string): readonly string[] {
  return Array.from(text.matchAll(/^#+ (.*)$/gm), ([, heading = '']) => anchorOf(heading));
}

/** The links of a page that lead nowhere; those to other sites are not looked at. */
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
