/** Names of the authorizer's log events. */
export const logEvents = {
  tokenRejected: 'token_rejected',
  authorizerError: 'authorizer_error',
  jwksFetched: 'jwks_fetched',
  jwksFetchFailed: 'jwks_fetch_failed',
} as const;

/** Why a token is rejected: a closed list, the same in logs, metrics, docs and tests. */
export const rejectionReasons = [
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
] as const;

export type RejectionReason = (typeof rejectionReasons)[number];

/** Why the authorizer cannot decide: no usable JWKS, or a bug of its own. */
export type AuthorizerErrorReason = 'jwks_unavailable' | 'internal';

/** A token was rejected. Callers' text is sanitized: at most 64 characters, escaped. */
export interface TokenRejectedEvent {
  readonly event: typeof logEvents.tokenRejected;
  readonly reason: RejectionReason;
  /** An HTTP API's route key, or a REST API's `GET/path` as requested. */
  readonly route: string | undefined;
  /** Only if it is one of the deployment's issuers. */
  readonly iss: string | undefined;
  /** HTTP APIs only: a REST API does not pass it to a TOKEN authorizer. */
  readonly requestId: string | undefined;
  readonly alg: string | undefined;
  readonly kid: string | undefined;
  /** Only if the token's signature is good. */
  readonly sub: string | undefined;
}

/** The authorizer could not decide. */
export interface AuthorizerErrorEvent {
  readonly event: typeof logEvents.authorizerError;
  readonly reason: AuthorizerErrorReason;
  /** The error's name, for `internal` errors. */
  readonly error?: string | undefined;
  /** The innermost stack frame, for `internal` errors. */
  readonly stackFrame?: string | undefined;
}

/** A JWKS was fetched. */
export interface JwksFetchedEvent {
  readonly event: typeof logEvents.jwksFetched;
  readonly issuer: string;
  /** Number of usable keys. */
  readonly keys: number;
  /** Whether it differs from the one before. */
  readonly changed: boolean;
}

/** A JWKS could not be fetched. */
export interface JwksFetchFailedEvent {
  readonly event: typeof logEvents.jwksFetchFailed;
  readonly issuer: string;
  readonly cause: string;
  /** Age of the JWKS that stays in use; undefined if there is none. */
  readonly ageSeconds: number | undefined;
}

/** What the authorizer logs: in Lambda's JSON log format, each is the `message` of one entry. */
export type LogEvent =
  | TokenRejectedEvent
  | AuthorizerErrorEvent
  | JwksFetchedEvent
  | JwksFetchFailedEvent;

type FieldOf<Event> = Event extends unknown ? keyof Event : never;

/** Returns the path of a log event's field in Lambda's JSON log format, for metric filters and queries. */
export function logField(field: FieldOf<LogEvent>): string {
  return `message.${field}`;
}

/** Authorizer context that exists for the access log: API Gateway is not known to escape what it logs. */
export interface LoggedContext {
  /** The token's issuer, if it is one of the deployment's. */
  readonly iss?: string;
  /** Why the token was rejected. */
  readonly reason?: RejectionReason;
  /** The subject, sanitized; only if the token's signature is good. */
  readonly loggedSub?: string;
  /** The User-Agent header, sanitized. HTTP APIs only. */
  readonly loggedUserAgent?: string;
}

/** Returns the access log variable for a key of the authorizer's context. */
export function contextVariable(key: keyof LoggedContext): string {
  return `$context.authorizer.${key}`;
}

/** Fields of an access log line, in their order. The two for the authorizer's latency and request are a REST API's only. */
export const accessLogFields = [
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
] as const;

export type AccessLogField = (typeof accessLogFields)[number];
