import { clockTime, relativeTime } from './times.js';

/**
 * @typedef {object} DecodedToken
 * @property {Record<string, unknown>} header
 * @property {Record<string, unknown>} claims
 */

/**
 * Decodes a token without verifying its signature; returns undefined if it is not a JWT.
 *
 * @param {string} token
 * @returns {DecodedToken | undefined}
 */
export function decodeToken(token) {
  const parts = token.trim().split('.');
  if (parts.length !== 3) return undefined;
  try {
    const [header, claims] = parts.slice(0, 2).map(decodePart);
    return isObject(header) && isObject(claims) ? { header, claims } : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} part */
function decodePart(part) {
  const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Returns a token's algorithm, subject, scope and expiry in a sentence.
 *
 * @param {DecodedToken} token
 * @param {number} now milliseconds since 1970
 */
export function tokenSummary({ header, claims }, now) {
  const { sub, exp, scope } = claims;
  const subject = sub === undefined ? 'no subject' : `subject ${text(sub)}`;
  const expiry =
    typeof exp === 'number'
      ? `${exp * 1000 > now ? 'expires' : 'expired'} ${relativeTime(exp, now)}`
      : 'no expiry';
  const scopes = scope === undefined ? [] : [`scope ${text(scope)}`];
  return [text(header.alg), subject, ...scopes, expiry].join(', ');
}

/**
 * Returns a claim's value as text, timestamps with their local time.
 *
 * @param {string} name
 * @param {unknown} value
 * @param {number} now milliseconds since 1970
 */
export function claimText(name, value, now) {
  const isTime = ['iat', 'nbf', 'exp', 'auth_time'].includes(name) && typeof value === 'number';
  return isTime
    ? `${value} (${clockTime(value * 1000)}, ${relativeTime(value, now)})`
    : text(value);
}

/**
 * Returns a string as it is, any other value as JSON.
 *
 * @param {unknown} value
 */
export function text(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
