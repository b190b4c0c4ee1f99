import { decodeLeewaySeconds } from './leeway.ts';
import { isScalar, type Scalar } from './scalar.ts';

/** A claim's value that can be forwarded to handlers. */
export type ForwardedClaim = Scalar | readonly string[];

/** Who is calling, as the authorizer read it from a verified token. */
export interface Caller {
  /** The token's issuer (RFC 7519 section 4.1.1): one of the deployment's. */
  readonly iss: string;
  /** The token's subject: for Zuplo the API key's consumer (RFC 7519 section 4.1.2). */
  readonly sub: string;
  /** When the token expires, in seconds since 1970 (RFC 7519 section 4.1.4). */
  readonly exp: number;
  /** What the token permits (RFC 8693 section 4.2). */
  readonly scopes: readonly string[];
  /** The claims that the `forwardClaims` setting names, as far as the token has them. */
  readonly claims: Readonly<Record<string, ForwardedClaim>>;
}

/** Keys of the authorizer's context that describe the caller: a flat object of scalars, as REST APIs require. */
export interface CallerContext {
  readonly iss: string;
  readonly sub: string;
  readonly exp: number;
  /** Scopes, separated by spaces; absent if there are none. */
  readonly scope?: string;
  /**
   * Forwarded claims, absent if there are none: JSON, because a REST API turns every value into text, in
   * base64url, because JSON in a context value was reported to break cached results.
   */
  readonly forwardedClaims?: string;
}

/** Returns the authorizer context that passes the caller on to handlers. */
export function callerContext({ iss, sub, exp, scopes, claims }: Caller): CallerContext {
  return {
    iss,
    sub,
    exp,
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
    ...(Object.keys(claims).length > 0 && { forwardedClaims: encode(claims) }),
  };
}

/**
 * The part of an API Gateway proxy event that holds the authorizer's context: of `APIGatewayProxyEventV2`,
 * `APIGatewayProxyEventV2WithLambdaAuthorizer<CallerContext>` and `APIGatewayProxyEvent` in `@types/aws-lambda`.
 */
export interface AuthorizedEvent {
  readonly requestContext?: object;
}

/** The current time in seconds since 1970, and by how many seconds clocks may differ. */
export interface Moment {
  readonly seconds: number;
  readonly leewaySeconds: number;
}

/**
 * Reads the caller from a proxy event. An HTTP API nests the context below `lambda` and keeps its types; a
 * REST API puts it at the top level and turns every value into text.
 * @param now @default the current time, and the leeway of the environment variable `LEEWAY_SECONDS` (3 s)
 * @returns undefined if there is no context, it is incomplete, or the token has expired: the handler must
 *   then reject the request
 */
export function callerOf(event: AuthorizedEvent, now = currentMoment()): Caller | undefined {
  const authorizer = record(record(event.requestContext)['authorizer']);
  const context = 'lambda' in authorizer ? record(authorizer['lambda']) : authorizer;
  const { iss, sub, scope = '', forwardedClaims } = context;
  const exp = number(context['exp']);
  const claims = forwardedClaims === undefined ? {} : decode(forwardedClaims);
  if (!isText(iss) || !isText(sub) || exp === undefined) return undefined;
  if (typeof scope !== 'string' || claims === undefined) return undefined;
  if (now.seconds >= exp + now.leewaySeconds) return undefined;
  return { iss, sub, exp, scopes: scope === '' ? [] : scope.split(' '), claims };
}

function currentMoment(): Moment {
  return { seconds: Date.now() / 1000, leewaySeconds: decodeLeewaySeconds(process.env) };
}

/** Returns whether a claim's value can be forwarded: a scalar, or a list of texts. */
export function isForwardable(value: unknown): value is ForwardedClaim {
  return (
    isScalar(value) || (Array.isArray(value) && value.every((item) => typeof item === 'string'))
  );
}

function encode(claims: Caller['claims']): string {
  return Buffer.from(JSON.stringify(claims)).toString('base64url');
}

function decode(text: unknown): Caller['claims'] | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const claims = record(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return Object.values(claims).every(isForwardable) ? (claims as Caller['claims']) : undefined;
  } catch {
    return undefined;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function number(value: unknown): number | undefined {
  const parsed = typeof value === 'string' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
