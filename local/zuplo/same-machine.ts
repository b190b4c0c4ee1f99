import type { IncomingMessage } from 'node:http';

const ownHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

/** Whether a request calls this machine by its own name: what DNS rebinding cannot bring about. */
export function isForThisMachine({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers.host !== undefined && ownHost.test(headers.host);
}

/**
 * Whether a request may use what is for this machine alone. A page of another site that gets the
 * browser to send one is told by its Origin (RFC 6454 section 7); one that had its own name
 * resolve to this machine (DNS rebinding) is told by the Host.
 */
export function comesFromThisMachine(request: Pick<IncomingMessage, 'headers'>): boolean {
  const { host, origin } = request.headers;
  if (!isForThisMachine(request) || host === undefined) return false;
  // What needs no Origin, a script or an image, browsers mark all the same (Fetch Metadata).
  const site = request.headers['sec-fetch-site'] ?? 'none';
  if (site !== 'none' && site !== 'same-origin') return false;
  return origin === undefined || origin.toLowerCase() === `http://${host.toLowerCase()}`;
}
