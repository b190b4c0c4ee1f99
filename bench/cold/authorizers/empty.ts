import { allow } from './allow.ts';

/** Allows every request without looking at it. */
export async function handler(event: { readonly methodArn: string }) {
  return allow('anyone', event.methodArn);
}
