import { requestHeaders } from '../../lambdas/authorizer/jwks/fetch-document.ts';

/** Why a request failed, for people. */
export interface RequestError {
  /** A clause about the URL. */
  readonly text: string;
  readonly advice: string;
  /** Whether the issuer itself is the cause; false: it may be the network, or temporary. */
  readonly isCertain: boolean;
}

const checkIssuer = 'check the issuer setting';
const retryLater = 'try again later; if the error persists, contact the operator of the issuer';
const checkNetwork = `${checkIssuer}, and that this machine can reach it`;
const checkCertificate =
  'the issuer must have a certificate of a public authority, served with its chain; Lambda trusts no ' +
  'others. If this network has a TLS proxy, run the doctor elsewhere';

const certain = (text: string, advice: string) => ({ text, advice, isCertain: true });
const uncertain = (text: string, advice: string) => ({ text, advice, isCertain: false });

/** By the message of a JwksFetchError; the first match counts. */
const errors: readonly [RegExp, RequestError][] = [
  [
    /^status 30[12378]$/,
    certain(
      'redirects, which the authorizer does not follow',
      'set issuer to the URL that is redirected to, if tokens have it as iss',
    ),
  ],
  [
    /^status (404|410)$/,
    certain(
      'does not exist',
      `${checkIssuer}, and that the issuer publishes its JWKS (Zuplo: register JwtServicePlugin in modules/zuplo.runtime.ts)`,
    ),
  ],
  [
    /^status (401|403|407|451)$/,
    uncertain(
      'denies access',
      'it must be public: the authorizer sends no credentials, and firewalls must let its User-Agent ' +
        `${requestHeaders['user-agent']} pass`,
    ),
  ],
  [
    /^status 406$/,
    certain(
      'has no response of an accepted type',
      `it must respond to "Accept: ${requestHeaders.accept}"`,
    ),
  ],
  [
    /^(unsupported content encoding|invalid \S+ data)$/,
    certain(
      'sends a content encoding that cannot be decoded',
      `it must respect "Accept-Encoding: ${requestHeaders['accept-encoding']}"`,
    ),
  ],
  [/^status (408|425|429|5\d\d)$/, uncertain('responds with an error', retryLater)],
  [/^status /, certain('responds with a status other than 200', checkIssuer)],
  [
    /^no response within/,
    uncertain(
      'does not respond in time',
      'try again; if it is always slow, raise jwksTimeoutMilliseconds (at most 3000)',
    ),
  ],
  [/^more than \d+ bytes$/, certain('is too long for the authorizer', 'remove old keys')],
  [/^no response$/, certain('switches to another protocol', checkIssuer)],
  [/^ENOTFOUND$/, uncertain('has an unknown host name', checkIssuer)],
  [/^EAI_/, uncertain('has a host name that cannot be resolved now', retryLater)],
  [/^ECONNREFUSED$/, uncertain('refuses connections', checkNetwork)],
  [/^(ECONNRESET|EPIPE)$/, uncertain('closes the connection', retryLater)],
  [/^(ETIMEDOUT|E(HOST|NET)UNREACH)$/, uncertain('is unreachable', checkNetwork)],
  [/^CERT_HAS_EXPIRED$/, uncertain('has an expired certificate', checkCertificate)],
  [/^CERT_NOT_YET_VALID$/, uncertain('has a certificate that is not valid yet', checkCertificate)],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    uncertain('has a certificate for another host name', checkCertificate),
  ],
  [/SELF_SIGNED_CERT/, uncertain('has a self-signed certificate', checkCertificate)],
  [/CERT|LEAF_SIGNATURE/, uncertain('has an untrusted certificate', checkCertificate)],
  [/^(EPROTO|ERR_SSL_.*|ERR_TLS_.*)$/, uncertain('has a TLS error', checkNetwork)],
  [
    /^ERR_PROXY_/,
    uncertain('is not reached through the proxy', 'check HTTPS_PROXY, and what the proxy allows'),
  ],
  [/^HPE_/, certain('sends malformed HTTP', checkIssuer)],
];
const otherError = uncertain('cannot be fetched', checkNetwork);

/**
 * Explains why a request failed.
 * @param message of a JwksFetchError: a status, a limit or an error code
 */
export function requestError(message: string): RequestError {
  const [, error = otherError] = errors.find(([pattern]) => pattern.test(message)) ?? [];
  return { ...error, text: `${error.text} (${message})` };
}
