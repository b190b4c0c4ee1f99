/**
 * A mistake of the person at the keyboard: a port in use, a missing folder, something in the
 * template that is not emulated. Its message is one clear line, shown without a stack trace.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
}
