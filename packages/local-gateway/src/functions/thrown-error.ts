import type { ThrownError } from './thread-messages.ts';

/**
 * Anything thrown, as Lambda reports it: an Error by name and message, anything else as its text.
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

// An error of another thread or realm is no instance of this one's Error.
function isErrorLike(thrown: unknown): thrown is Error {
  return (
    thrown instanceof Error ||
    (typeof thrown === 'object' && thrown !== null && 'message' in thrown && 'name' in thrown)
  );
}
