import { describe, expect, test } from 'vitest';
import { failedRequest } from '../../../tools/doctor/failed-request.ts';

describe('a request that failed', () => {
  test.each([
    [
      'status 301',
      true,
      'redirects, which the authorizer does not follow',
      'set issuer to the URL',
    ],
    ['status 304', true, 'answers with a status other than 200', 'check the issuer setting'],
    ['status 404', true, 'is not there', 'JwtServicePlugin'],
    ['status 401', false, 'is not for this machine to read', 'must be public'],
    ['status 429', false, 'fails', 'try again later'],
    ['status 500', false, 'fails', 'try again later'],
    ['status 204', true, 'answers with a status other than 200', 'check the issuer setting'],
    ['no answer within 2000 ms', false, 'does not answer in time', 'raise jwksTimeoutMilliseconds'],
    ['more than 65536 bytes', true, 'is too long', 'have it shortened'],
    ['no response', true, 'switches to another protocol', 'check the issuer setting'],
    ['ENOTFOUND', false, 'has a host name that does not resolve', 'check the issuer setting'],
    ['EAI_AGAIN', false, 'has a host name that cannot be looked up now', 'try again later'],
    ['ECONNREFUSED', false, 'is at an address where nothing listens', 'this machine may reach it'],
    ['ECONNRESET', false, 'breaks the connection', 'try again later'],
    ['UND_ERR_SOCKET', false, 'breaks the connection', 'try again later'],
    ['ENETUNREACH', false, 'cannot be reached', 'this machine may reach it'],
    ['CERT_HAS_EXPIRED', false, 'has a certificate that has expired', 'have the issuer serve'],
    ['CERT_NOT_YET_VALID', false, 'has a certificate that is not valid yet', 'have the issuer'],
    [
      'ERR_TLS_CERT_ALTNAME_INVALID',
      false,
      'has a certificate for another host name',
      'have the issuer serve',
    ],
    [
      'SELF_SIGNED_CERT_IN_CHAIN',
      false,
      'has a certificate that is not trusted (self-signed)',
      'If a proxy of this network stands between',
    ],
    [
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      false,
      'has a certificate that is not trusted',
      'with its chain',
    ],
    ['EPROTO', false, 'does not speak TLS as it should', 'check the issuer setting'],
    ['HPE_INVALID_CONSTANT', true, 'does not speak HTTP as it should', 'check the issuer setting'],
    ['EWHATEVER', false, 'cannot be had', 'check the issuer setting'],
  ])('with "%s" is told in words (certain: %s)', (message, isCertain, found, advice) => {
    expect(failedRequest(message)).toEqual({
      found: `${found} (${message})`,
      advice: expect.stringContaining(advice),
      isCertain,
    });
  });
});
