import type { IncomingMessage } from 'node:http';

const loopbackHost = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i;

type Headers = Pick<IncomingMessage, 'headers'>;

/** Tells whether the Host header names this machine, which rules out DNS rebinding. */
export function hasLoopbackHost({ headers }: Headers): boolean {
  return headers.host !== undefined && loopbackHost.test(headers.host);
}

/**
 * Tells whether a request comes from this machine's user, rather than from another site's page in
 * their browser, which has a foreign Origin (RFC 6454 section 7) or, after DNS rebinding, a foreign Host.
 */
export function isSameOrigin(request: Headers): boolean {
  const { host, origin } = request.headers;
  if (!hasLoopbackHost(request) || host === undefined) return false;
  // For scripts and images, browsers send no Origin, but Fetch Metadata.
  const site = request.headers['sec-fetch-site'] ?? 'none';
  if (site !== 'none' && site !== 'same-origin') return false;
  return origin === undefined || origin.toLowerCase() === `http://${host.toLowerCase()}`;
}
