import { createHmac } from 'node:crypto';
import { CompactSign, decodeJwt, decodeProtectedHeader, generateKeyPair } from 'jose';

/** Returns a token with changed claims, with the original header and signature. */
export function withClaims(token: string, changes: object): string {
  const [header, , signature] = segments(token);
  return `${header}.${segment({ ...decodeJwt(token), ...changes })}.${signature}`;
}

/** Returns the claims that grant scopes; none for no scopes. */
export function scopeClaims(scopes: readonly string[]): { readonly scope?: string } {
  return scopes.length > 0 ? { scope: scopes.join(' ') } : {};
}

/** Returns a token's claims without a signature: the algorithm `none` (RFC 7518 section 3.6). */
export function unsigned(token: string): string {
  return `${segment({ alg: 'none' })}.${segments(token)[1]}.`;
}

/** Returns a token's claims, authenticated with a secret that anybody can guess: HS256 (RFC 7518 section 3.2). */
export function hs256(token: string): string {
  const input = `${segment({ alg: 'HS256' })}.${segments(token)[1]}`;
  return `${input}.${createHmac('sha256', 'secret').update(input).digest('base64url')}`;
}

/** Returns a token's claims with its own header, signed with a new key. */
export async function signedByStranger(token: string): Promise<string> {
  const header = { ...decodeProtectedHeader(token), alg: String(decodeProtectedHeader(token).alg) };
  const { privateKey } = await generateKeyPair(header.alg);
  const payload = Buffer.from(segments(token)[1], 'base64url');
  return new CompactSign(payload).setProtectedHeader(header).sign(privateKey);
}

function segments(token: string): [header: string, payload: string, signature: string] {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return [header, payload, signature];
}

function segment(content: object): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}
