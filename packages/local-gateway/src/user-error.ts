/**
 * A mistake of the user, such as a port in use, a missing folder or an unsupported property. Commands
 * print its message without a stack trace.
 */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}

/** A mistake on the command line. */
export class UsageError extends UserError {
  override readonly name = 'UsageError';
}
