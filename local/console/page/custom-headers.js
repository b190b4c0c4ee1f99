/** Headers that the connection sets. */
const fixed = ['connection', 'content-length', 'host', 'transfer-encoding'];

/**
 * Parses headers, one on each line.
 *
 * @param {string} text
 * @returns {(readonly [name: string, value: string])[]}
 * @throws {Error} with a message to show, for an invalid line
 */
export function parseHeaders(text) {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    // RFC 9110 sections 5.1 and 5.5, without obs-text.
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([\t -~]*?)[ \t]*$/.exec(line) ?? [];
    if (name === undefined)
      throw new Error(`Line ${index + 1} of Headers must be “Name: value” in ASCII.`);
    if (fixed.includes(name.toLowerCase()))
      throw new Error(`Line ${index + 1} of Headers: ${name} cannot be set.`);
    return [[name, value]];
  });
}
