/** What AWS's XML answers are made of: a text, a list (of `<member>`), or elements by name. */
export type XmlContent =
  | string
  | readonly XmlContent[]
  | { readonly [element: string]: XmlContent };

/** XML text for it, without a declaration; texts are escaped. */
export function xml(content: XmlContent): string {
  if (typeof content === 'string') return escaped(content);
  if (isList(content)) return content.map((member) => element('member', member)).join('');
  return Object.entries(content)
    .map(([name, inner]) => element(name, inner))
    .join('');
}

function element(name: string, content: XmlContent): string {
  return `<${name}>${xml(content)}</${name}>`;
}

function isList(content: XmlContent): content is readonly XmlContent[] {
  return Array.isArray(content);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
