/** Why a request came to nothing, in words. */
export interface FailedRequest {
  /** What was found, to follow the name of what was asked for. */
  readonly found: string;
  readonly advice: string;
  /** Whether the issuer itself answers like this; false: the way there or the moment may be to blame. */
  readonly isCertain: boolean;
}

const issuerAdvice = 'check the issuer setting to the letter';
const laterAdvice = 'try again later; if it stays so, ask those who run the issuer';
const networkAdvice = `${issuerAdvice}, and that this machine may reach it`;
const certificateAdvice =
  'have the issuer serve a certificate, with its chain, that public authorities vouch for; Lambda ' +
  'trusts no others. If a proxy of this network stands between, run this from elsewhere';

const certain = (found: string, advice: string) => ({ found, advice, isCertain: true });
const open = (found: string, advice: string) => ({ found, advice, isCertain: false });

/** By what JwksFetchError says, the first that fits. */
const failures: readonly [RegExp, FailedRequest][] = [
  [
    /^status 30[12378]$/,
    certain(
      'redirects, which the authorizer does not follow',
      'set issuer to the URL that answers by itself, if that is what its tokens name',
    ),
  ],
  [
    /^status (404|410)$/,
    certain(
      'is not there',
      `${issuerAdvice}, and that the issuer publishes its keys (Zuplo: register JwtServicePlugin in modules/zuplo.runtime.ts)`,
    ),
  ],
  [
    /^status (401|403|407|451)$/,
    open(
      'is not for this machine to read',
      'it must be public, for the authorizer signs in nowhere',
    ),
  ],
  [/^status (408|425|429|5\d\d)$/, open('fails', laterAdvice)],
  [/^status /, certain('answers with a status other than 200', issuerAdvice)],
  [
    /^no answer within/,
    open(
      'does not answer in time',
      'try again; if it is slow and not dead, raise jwksTimeoutMilliseconds (at most 3000)',
    ),
  ],
  [
    /^more than \d+ bytes$/,
    certain('is too long', 'the authorizer reads no more: have it shortened'),
  ],
  [/^no response$/, certain('switches to another protocol', issuerAdvice)],
  [/^ENOTFOUND$/, open('has a host name that does not resolve', issuerAdvice)],
  [/^EAI_/, open('has a host name that cannot be looked up now', laterAdvice)],
  [/^ECONNREFUSED$/, open('is at an address where nothing listens', networkAdvice)],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, open('breaks the connection', laterAdvice)],
  [/^(ETIMEDOUT|E(HOST|NET)UNREACH)$/, open('cannot be reached', networkAdvice)],
  [/^CERT_HAS_EXPIRED$/, open('has a certificate that has expired', certificateAdvice)],
  [/^CERT_NOT_YET_VALID$/, open('has a certificate that is not valid yet', certificateAdvice)],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    open('has a certificate for another host name', certificateAdvice),
  ],
  [
    /SELF_SIGNED_CERT/,
    open('has a certificate that is not trusted (self-signed)', certificateAdvice),
  ],
  [/CERT|LEAF_SIGNATURE/, open('has a certificate that is not trusted', certificateAdvice)],
  [/^(EPROTO|ERR_SSL_.*|ERR_TLS_.*)$/, open('does not speak TLS as it should', networkAdvice)],
  [/^HPE_/, certain('does not speak HTTP as it should', issuerAdvice)],
];
const anythingElse = open('cannot be had', networkAdvice);

/**
 * Puts into words why a request failed.
 * @param message a JwksFetchError's: the status, the bound, or the error's code
 */
export function failedRequest(message: string): FailedRequest {
  const [, failure = anythingElse] = failures.find(([pattern]) => pattern.test(message)) ?? [];
  return { ...failure, found: `${failure.found} (${message})` };
}
