import { expect, test } from 'vitest';
import {
  accessLogFields,
  contextVariable,
  logEvents,
  logField,
  rejectionReasons,
} from '../../contract/log-events.ts';

// Users' own alarms and queries depend on these names: a change belongs into the changelog.
test('the names of log events, rejection reasons and access log fields are public, and do not change', () => {
  expect(logEvents).toEqual({
    tokenRejected: 'token_rejected',
    authorizerError: 'authorizer_error',
    jwksFetched: 'jwks_fetched',
    jwksFetchFailed: 'jwks_fetch_failed',
  });
  expect(rejectionReasons).toEqual([
    'malformed_header',
    'malformed_token',
    'unsupported_algorithm',
    'unsupported_type',
    'unsupported_critical_header',
    'unknown_issuer',
    'unknown_key',
    'bad_signature',
    'wrong_audience',
    'expired',
    'lifetime_too_long',
    'not_yet_valid',
    'missing_expiry',
    'missing_subject',
    'denied_subject',
    'wrong_claim',
    'insufficient_scope',
  ]);
  expect(accessLogFields).toEqual([
    'requestId',
    'time',
    'status',
    'latencyMs',
    'responseBytes',
    'sourceIp',
    'error',
    'authorizerError',
    'integrationStatus',
    'integrationLatencyMs',
    'authorizerLatencyMs',
    'authorizerRequestId',
    'iss',
    'sub',
    'reason',
    'route',
    'userAgent',
    'integrationError',
  ]);
});

test('a log event is the message of an entry in the JSON log format', () => {
  expect(logField('reason')).toBe('message.reason');
});

test("a key of the authorizer's context is an access log variable", () => {
  expect(contextVariable('loggedSub')).toBe('$context.authorizer.loggedSub');
});
