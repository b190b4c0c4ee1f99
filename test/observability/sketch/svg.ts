/** A rectangle in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Attributes = Readonly<Record<string, string | number>>;

/** Gives an element; `content` is markup already. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const given = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(String(value))}"`,
  );
  return content === ''
    ? `<${name}${given.join('')}/>`
    : `<${name}${given.join('')}>${content}</${name}>`;
}

/** Gives a line of text; its classes are those of the sketch's style sheet. */
export function text(x: number, y: number, content: string, className = 'body'): string {
  return element('text', { x: rounded(x), y: rounded(y), class: className }, escaped(content));
}

export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** About how wide a text is, in pixels: on the safe side for system fonts. */
export function widthOf(content: string, fontSize: number): number {
  return content.length * fontSize * 0.58;
}

/** Gives the lines of a text that is no wider than it may be. */
export function wrapped(content: string, fontSize: number, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of content.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim();
    if (lines.length > 0 && widthOf(longer, fontSize) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Gives where chips of these widths go, row after row, and how many rows they take. */
export function flowed(
  widths: readonly number[],
  width: number,
): { places: readonly { x: number; row: number }[]; rows: number } {
  let [x, row] = [0, 0];
  const places = widths.map((each) => {
    if (x > 0 && x + each > width) [x, row] = [0, row + 1];
    const place = { x, row };
    x += each;
    return place;
  });
  return { places, rows: row + 1 };
}

function escaped(content: string): string {
  return content
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
