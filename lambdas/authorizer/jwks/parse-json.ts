/**
 * Parses a JSON document. A byte order mark is ignored: RFC 8259 section 8.1 forbids it, and some servers send it.
 * @throws {SyntaxError}
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
}
