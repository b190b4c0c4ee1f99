/** A claim's value that handlers may be told: API Gateway's context takes no other types. */
export type Scalar = string | number | boolean;

/** Who is calling, as the authorizer established it from a verified token. */
export interface Caller {
  /** The token's subject: for Zuplo the API key's consumer (RFC 7519 section 4.1.2). */
  readonly sub: string;
  /** When the token expires, in seconds since 1970 (RFC 7519 section 4.1.4). */
  readonly exp: number;
  /** What the token permits (RFC 8693 section 4.2). */
  readonly scopes: readonly string[];
  /** The claims that the deployment's `claims` setting names, as far as the token has them. */
  readonly claims: Readonly<Record<string, Scalar>>;
}

/** What the authorizer hands on: a flat object of scalars, as REST APIs demand. */
export type AuthorizerContext = Readonly<Record<string, string | number>>;

/**
 * Gives the context that hands the caller on. Claims travel as one JSON text, because a REST API turns
 * every value into text, and their types would be lost.
 */
export function callerContext({ sub, exp, scopes, claims }: Caller): AuthorizerContext {
  return {
    sub,
    exp,
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
    ...(Object.keys(claims).length > 0 && { forwardedClaims: JSON.stringify(claims) }),
  };
}

/** The part of an API Gateway proxy event that says what the authorizer said. */
export interface AuthorizedEvent {
  readonly requestContext?: { readonly authorizer?: unknown };
}

/** When a request is judged, in seconds since 1970, and by how much clocks may differ. */
export interface Moment {
  readonly seconds: number;
  readonly leewaySeconds: number;
}

/**
 * Reads the caller from a proxy event: an HTTP API nests the context below `lambda` with its types
 * kept, a REST API lays it flat and turns every value into text.
 * @returns undefined if there is no context, it is incomplete, or the token has expired meanwhile:
 *   whoever asks must refuse then
 */
export function callerOf(event: AuthorizedEvent, now: Moment): Caller | undefined {
  const authorizer = record(event.requestContext?.authorizer);
  const context = 'lambda' in authorizer ? record(authorizer['lambda']) : authorizer;
  const { sub, scope = '', forwardedClaims = '{}' } = context;
  const exp = number(context['exp']);
  const claims = scalars(forwardedClaims);
  if (typeof sub !== 'string' || sub === '' || exp === undefined) return undefined;
  if (typeof scope !== 'string' || claims === undefined) return undefined;
  if (now.seconds >= exp + now.leewaySeconds) return undefined;
  return { sub, exp, scopes: scope === '' ? [] : scope.split(' '), claims };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function number(value: unknown): number | undefined {
  const given = typeof value === 'string' ? Number(value) : value;
  return typeof given === 'number' && Number.isFinite(given) ? given : undefined;
}

function scalars(json: unknown): Readonly<Record<string, Scalar>> | undefined {
  if (typeof json !== 'string') return undefined;
  try {
    const claims = record(JSON.parse(json));
    return Object.values(claims).every(isScalar) ? (claims as Record<string, Scalar>) : undefined;
  } catch {
    return undefined;
  }
}

/** Says whether a claim's value may be handed on. */
export function isScalar(value: unknown): value is Scalar {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
