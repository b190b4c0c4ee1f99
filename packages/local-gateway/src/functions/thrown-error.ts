import type { ThrownError } from './thread-messages.ts';

/**
 * Converts a thrown value to what Lambda reports: an error's name and message, or the value's text.
 *
 * @see Lambda, "AWS Lambda function errors in Node.js"
 */
export function thrownError(thrown: unknown): ThrownError {
  if (!isErrorLike(thrown))
    return { errorType: typeof thrown, errorMessage: String(thrown), location: '' };
  const frame = /^\s+at .*?(?:file:\/\/)?([^\s()]+:\d+:\d+)\)?$/m.exec(thrown.stack ?? '');
  return {
    errorType: thrown.name,
    errorMessage: String(thrown.message),
    location: frame?.[1]?.replace(/^.*\//, '') ?? '',
  };
}

/** An error of another realm is not an instance of this realm's Error. */
function isErrorLike(thrown: unknown): thrown is Error {
  return (
    thrown instanceof Error ||
    (typeof thrown === 'object' && thrown !== null && 'message' in thrown && 'name' in thrown)
  );
}
