import { validateHeaderValue } from 'node:http';
import { isJsonObject } from 'local-gateway/json';
import { UserError } from 'local-gateway/user-error';

/** A request that the page wants to have sent. */
export interface AskedCall {
  /** Through the API-key gateway, or to the API at this place in the list of those served. */
  readonly via: 'gateway' | number;
  readonly method: string;
  /** With the query, as it is to be sent. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string | undefined;
}

/**
 * The call that a request's body asks for.
 *
 * @throws {UserError} naming what is wrong
 */
export function askedCall(asked: unknown): AskedCall {
  if (!isJsonObject(asked)) throw new UserError('the body must be a JSON object');
  const { via, method, path, authorization, body } = asked;
  if (via !== 'gateway' && !(Number.isSafeInteger(via) && Number(via) >= 0))
    throw new UserError('via must be "gateway" or the number of an API');
  if (typeof method !== 'string' || !/^[A-Z]{1,20}$/.test(method))
    throw new UserError('method must be a word in capitals');
  if (typeof path !== 'string' || !/^\/[\x21-\x7e]*$/.test(path))
    throw new UserError('path must begin with a slash; what is not ASCII, percent-encoded');
  return {
    via: via === 'gateway' ? via : Number(via),
    method,
    path,
    authorization: headerValue(authorization),
    body: text('body', body),
  };
}

function headerValue(value: unknown): string | undefined {
  const checked = text('authorization', value);
  try {
    if (checked !== undefined) validateHeaderValue('authorization', checked);
    return checked;
  } catch {
    throw new UserError('authorization holds characters that no header can');
  }
}

function text(name: string, value: unknown): string | undefined {
  if (value !== undefined && typeof value !== 'string')
    throw new UserError(`${name} must be a text, or absent`);
  return value || undefined;
}
