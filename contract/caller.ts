import { leewaySeconds } from './authorizer-environment.ts';

/** Who is calling, as the authorizer established it from a verified token. */
export interface Caller {
  /** The token's subject: for Zuplo the API key's consumer (RFC 7519 section 4.1.2). */
  readonly sub: string;
  /** When the token expires, in seconds since 1970 (RFC 7519 section 4.1.4). */
  readonly exp: number;
}

/** Gives the authorizer context that hands the caller on: scalars only, as REST APIs demand. */
export function callerContext(caller: Caller): Record<string, string | number> {
  return { sub: caller.sub, exp: caller.exp };
}

/** The part of an API Gateway proxy event that says what the authorizer said. */
export interface AuthorizedEvent {
  readonly requestContext?: { readonly authorizer?: unknown };
}

/**
 * Reads the caller from a proxy event: an HTTP API nests the context below `lambda` with its types
 * kept, a REST API lays it flat and turns every value into text.
 * @returns undefined if there is no context, it is incomplete, or the token has expired meanwhile:
 *   whoever asks must refuse then
 */
export function callerOf(
  event: AuthorizedEvent,
  now: { readonly seconds: number; readonly leewaySeconds: number },
): Caller | undefined {
  const authorizer = record(event.requestContext?.authorizer);
  const context = 'lambda' in authorizer ? record(authorizer['lambda']) : authorizer;
  const sub = context['sub'];
  const exp = seconds(context['exp']);
  if (typeof sub !== 'string' || sub === '' || exp === undefined) return undefined;
  return now.seconds < exp + now.leewaySeconds ? { sub, exp } : undefined;
}

/** Gives the environment that `leewayOf` reads: a handler allows the leeway that the authorizer did. */
export function callerEnvironment(settings: {
  readonly leewaySeconds: number;
}): Record<string, string> {
  return { LEEWAY_SECONDS: String(settings.leewaySeconds) };
}

/** Reads the leeway in seconds; an unreadable one is the default. */
export function leewayOf(environment: Readonly<Record<string, string | undefined>>): number {
  const given = Number(environment['LEEWAY_SECONDS'] ?? Number.NaN);
  return given >= leewaySeconds.from && given <= leewaySeconds.to ? given : leewaySeconds.byDefault;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function seconds(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}
