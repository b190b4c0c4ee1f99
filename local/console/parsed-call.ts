import { validateHeaderValue } from 'node:http';
import { isJsonObject, type Json } from 'local-gateway/json';
import { UserError } from 'local-gateway/user-error';

/** A request that the page wants to send. */
export interface ParsedCall {
  /** The API-key gateway, or an API by its index. */
  readonly via: 'gateway' | number;
  readonly method: string;
  /** Including the query. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string | undefined;
}

/**
 * Parses the JSON of a call.
 *
 * @throws {UserError} naming the invalid member
 */
export function parseCall(call: unknown): ParsedCall {
  if (!isJsonObject(call)) throw new UserError('the body must be a JSON object');
  const { via, method, path } = call;
  if (via !== 'gateway' && !(Number.isSafeInteger(via) && Number(via) >= 0))
    throw new UserError('via must be "gateway" or the index of an API');
  if (typeof method !== 'string' || !/^[A-Z]{1,20}$/.test(method))
    throw new UserError('method must be a word in capitals');
  if (typeof path !== 'string' || !/^\/[\x21-\x7e]*$/.test(path))
    throw new UserError('path must start with a slash and be percent-encoded');
  const authorization = optionalString('authorization', call['authorization']);
  try {
    validateHeaderValue('authorization', authorization ?? '');
  } catch {
    throw new UserError('authorization has characters that are invalid in a header');
  }
  return {
    via: via === 'gateway' ? via : Number(via),
    method,
    path,
    authorization,
    body: optionalString('body', call['body']),
  };
}

function optionalString(name: string, value: Json | undefined): string | undefined {
  if (value !== undefined && typeof value !== 'string')
    throw new UserError(`${name} must be a string`);
  return value || undefined;
}
