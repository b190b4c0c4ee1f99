/** Something of CloudWatch that these tools do not know: a test must not pass on a guess about it. */
export class UnsupportedSyntax extends Error {
  override readonly name = 'UnsupportedSyntax';
}

/** Reads a text from left to right by regular expressions. */
export interface Reader {
  /** Takes what the sticky expression finds here, white space before it left out; undefined if nothing. */
  take(expression: RegExp): string | undefined;
  /** Whether nothing is left but white space. */
  atEnd(): boolean;
  /** @throws {UnsupportedSyntax} that says what, and where */
  reject(what: string): never;
}

/** Returns a reader at the beginning of a text. */
export function createReader(text: string): Reader {
  let at = 0;
  const skip = (): void => {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
  };
  return {
    take(expression) {
      skip();
      const sticky = new RegExp(expression.source, 'y');
      sticky.lastIndex = at;
      const found = sticky.exec(text)?.[0];
      at += found?.length ?? 0;
      return found;
    },
    atEnd() {
      skip();
      return at === text.length;
    },
    reject(what) {
      throw new UnsupportedSyntax(`${what}, at character ${at + 1} of ${text}`);
    },
  };
}
