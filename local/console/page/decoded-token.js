import { clockTime, relativeTime } from './times.js';

/**
 * @typedef {object} DecodedToken
 * @property {Record<string, unknown>} header
 * @property {Record<string, unknown>} claims
 */

/**
 * A token taken apart, its signature not looked at; undefined when it is no JWT.
 *
 * @param {string} token
 * @returns {DecodedToken | undefined}
 */
export function decodedToken(token) {
  const parts = token.trim().split('.');
  if (parts.length !== 3) return undefined;
  try {
    const [header, claims] = parts.slice(0, 2).map(decodedPart);
    return isObject(header) && isObject(claims) ? { header, claims } : undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} part */
function decodedPart(part) {
  const binary = atob(part.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
}

/** @param {unknown} value */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A token in a sentence: whose it is and how long it lives.
 *
 * @param {DecodedToken} token
 * @param {number} now milliseconds since 1970
 */
export function tokenInWords({ header, claims }, now) {
  const subject = 'sub' in claims ? `for ${asText(claims.sub)}` : 'without a subject';
  return `${asText(header.alg)}, ${subject}, ${expiryInWords(claims.exp, now)}.`;
}

/**
 * @param {unknown} expiry
 * @param {number} now milliseconds since 1970
 */
function expiryInWords(expiry, now) {
  if (typeof expiry !== 'number') return 'never expires';
  return `${expiry * 1000 > now ? 'expires' : 'expired'} ${relativeTime(expiry, now)}`;
}

/**
 * What a claim says, times as a person would.
 *
 * @param {string} name
 * @param {unknown} value
 * @param {number} now milliseconds since 1970
 */
export function claimInWords(name, value, now) {
  const isTime = ['iat', 'nbf', 'exp', 'auth_time'].includes(name) && typeof value === 'number';
  return isTime
    ? `${value}: ${clockTime(value * 1000)}, ${relativeTime(value, now)}`
    : asText(value);
}

/** @param {unknown} value */
function asText(value) {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
