import { claimInWords, decodedToken, tokenInWords } from './decoded-token.js';
import { facts } from './facts.js';
import { block, step } from './trace-step.js';

/**
 * The bearer token, decoded as it stood when the request came.
 *
 * @param {string} token
 * @param {number} at milliseconds since 1970
 */
export function tokenStep(token, at) {
  const decoded = decodedToken(token);
  if (decoded === undefined)
    return step(
      { title: 'Token', state: 'plain', outcome: 'It is no JWT' },
      block('As it was sent', token),
    );
  return step(
    { title: 'Token', state: 'plain', outcome: tokenInWords(decoded, at) },
    facts('Header', inWords(decoded.header, at)),
    facts('Claims', inWords(decoded.claims, at)),
    block('As it was sent', token),
  );
}

/**
 * @param {Record<string, unknown>} members
 * @param {number} at milliseconds since 1970
 * @returns {[string, string][]}
 */
function inWords(members, at) {
  return Object.entries(members).map(([name, value]) => [name, claimInWords(name, value, at)]);
}
