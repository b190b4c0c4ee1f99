import { describe, expect, test } from 'vitest';
import { requestError } from '../../../tools/doctor/request-error.ts';

describe('requestError', () => {
  test.each([
    [
      'status 301',
      true,
      'redirects, which the authorizer does not follow',
      'set issuer to the URL',
    ],
    ['status 304', true, 'responds with a status other than 200', 'check the issuer setting'],
    ['status 404', true, 'does not exist', 'JwtServicePlugin'],
    ['status 401', false, 'denies access', 'must be public'],
    ['status 403', false, 'denies access', 'User-Agent zuplo-jwt-authorizer/1'],
    ['status 406', true, 'has no response of an accepted type', '"Accept: application/json, app'],
    [
      'unsupported content encoding',
      true,
      'sends a content encoding that cannot be decoded',
      'Accept-Encoding: identity',
    ],
    ['invalid gzip data', true, 'sends a content encoding that cannot be decoded', 'gzip;q=0.5'],
    ['status 429', false, 'responds with an error', 'try again later'],
    ['status 500', false, 'responds with an error', 'try again later'],
    ['status 204', true, 'responds with a status other than 200', 'check the issuer setting'],
    [
      'no response within 2000 ms',
      false,
      'does not respond in time',
      'raise jwksTimeoutMilliseconds',
    ],
    ['more than 65536 bytes', true, 'is too long for the authorizer', 'remove old keys'],
    ['no response', true, 'switches to another protocol', 'check the issuer setting'],
    ['ENOTFOUND', false, 'has an unknown host name', 'check the issuer setting'],
    ['EAI_AGAIN', false, 'has a host name that cannot be resolved now', 'try again later'],
    ['ECONNREFUSED', false, 'refuses connections', 'this machine can reach it'],
    ['ECONNRESET', false, 'closes the connection', 'try again later'],
    ['ENETUNREACH', false, 'is unreachable', 'this machine can reach it'],
    ['CERT_HAS_EXPIRED', false, 'has an expired certificate', 'public authority'],
    ['CERT_NOT_YET_VALID', false, 'has a certificate that is not valid yet', 'public authority'],
    [
      'ERR_TLS_CERT_ALTNAME_INVALID',
      false,
      'has a certificate for another host name',
      'public authority',
    ],
    ['SELF_SIGNED_CERT_IN_CHAIN', false, 'has a self-signed certificate', 'TLS proxy'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', false, 'has an untrusted certificate', 'with its chain'],
    ['EPROTO', false, 'has a TLS error', 'check the issuer setting'],
    ['ERR_PROXY_TUNNEL', false, 'is not reached through the proxy', 'HTTPS_PROXY'],
    ['HPE_INVALID_CONSTANT', true, 'sends malformed HTTP', 'check the issuer setting'],
    ['EWHATEVER', false, 'cannot be fetched', 'check the issuer setting'],
  ])('explains "%s" (certain: %s)', (message, isCertain, text, advice) => {
    expect(requestError(message)).toEqual({
      text: `${text} (${message})`,
      advice: expect.stringContaining(advice),
      isCertain,
    });
  });
});
