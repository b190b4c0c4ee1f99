import { UserError } from '../user-error.ts';

/** Returns what `read` returns, or what `otherwise` makes of the message of its UserError. */
export function ifUnsupported<Result, Other>(
  read: () => Result,
  otherwise: (reason: string) => Other,
): Result | Other {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return otherwise(error.message);
  }
}
