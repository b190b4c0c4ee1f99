import type { RejectionReason } from '../../contract/log-events.ts';

/** A JWKS document as an issuer publishes it. */
export interface PublishedJwks {
  readonly keys: readonly unknown[];
  readonly [member: string]: unknown;
}

/** A token, or a whole Authorization header, with the result that both API types must give. */
export interface ConformanceCase {
  readonly name: string;
  /** The section that requires or permits the result. */
  readonly rfc: string;
  readonly expected: 'allow' | RejectionReason;
  /** Sent as `Bearer <token>`. @default undefined, if `authorization` is tested instead */
  readonly token?: string | undefined;
  /** The whole header; only the cases about the header itself set it. */
  readonly authorization?: string | undefined;
  /** @default the context's JWKS */
  readonly jwks?: PublishedJwks | undefined;
  /** Environment variables of the authorizer that differ from the context's. @default none */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** The subject of an allowed caller. @default alice */
  readonly sub?: string | undefined;
}

type Input = string | Omit<ConformanceCase, 'name' | 'rfc' | 'expected'>;

/**
 * Returns one case per input, all with the same expected result.
 * @param inputs by the name of the case: a token, or what `toInput` makes a token of
 */
export function cases(
  expected: ConformanceCase['expected'],
  rfc: string,
  inputs: Readonly<Record<string, Input>>,
): readonly ConformanceCase[];
export function cases<T>(
  expected: ConformanceCase['expected'],
  rfc: string,
  inputs: Readonly<Record<string, T>>,
  toInput: (value: T) => Input,
): readonly ConformanceCase[];
export function cases(
  expected: ConformanceCase['expected'],
  rfc: string,
  inputs: Readonly<Record<string, unknown>>,
  toInput: (value: never) => Input = (value) => value,
): readonly ConformanceCase[] {
  return Object.entries(inputs).map(([name, value]) => {
    const input = toInput(value as never);
    return { name, rfc, expected, ...(typeof input === 'string' ? { token: input } : input) };
  });
}

/** Returns the record with a prefix before each name. */
export function prefixed<T>(
  prefix: string,
  inputs: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`${prefix} ${name}`, value]),
  );
}

/** Returns values by a name that shows them as JSON; undefined is `missing`. */
export function byJson<T>(prefix: string, values: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(
    values.map((value) => [`${prefix} ${JSON.stringify(value) ?? 'missing'}`, value]),
  );
}
