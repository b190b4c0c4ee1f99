import fc from 'fast-check';
import { apiTypes } from '../../contract/api-type.ts';
import { authorizerEvents } from '../authorizer-events.ts';

/** Replaces one value of an event; undefined removes it. */
interface Change {
  readonly index: number;
  readonly value: unknown;
}

/** Generates events: those of API Gateway, those with one to three changed values, and arbitrary JSON. */
export function arbitraryEvents(authorizations: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const real = fc
    .tuple(fc.constantFrom(...apiTypes), authorizations)
    .map(([apiType, authorization]) => authorizerEvents[apiType](authorization));
  const change = fc.record({
    index: fc.nat(),
    value: fc.oneof(
      fc.constant(undefined),
      fc.jsonValue(),
      fc.string({ unit: 'binary' }),
      authorizations,
    ),
  });
  const changed = fc
    .tuple(real, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([event, changes]) => changes.reduce<unknown>(withChange, event));
  return fc
    .oneof(
      { weight: 2, arbitrary: real },
      { weight: 6, arbitrary: changed },
      { weight: 1, arbitrary: fc.json().map((text) => JSON.parse(text)) },
      {
        weight: 1,
        arbitrary: fc.record({ type: fc.constantFrom('TOKEN', 'REQUEST'), any: fc.jsonValue() }),
      },
      { weight: 1, arbitrary: fc.constantFrom(undefined, null, '', 0, [], {}) },
    )
    .map((event) => (event === undefined ? undefined : JSON.parse(JSON.stringify(event))));
}

function withChange(event: unknown, { index, value }: Change): unknown {
  const paths = pathsOf(event);
  return replaced(event, paths[index % paths.length] ?? [], value);
}

function pathsOf(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [[]];
  return Object.entries(value).flatMap(([name, member]) =>
    [[], ...pathsOf(member)].map((path) => [name, ...path]),
  );
}

function replaced(
  value: unknown,
  [name, ...rest]: readonly string[],
  replacement: unknown,
): unknown {
  if (name === undefined || typeof value !== 'object' || value === null) return replacement;
  if (Array.isArray(value))
    return value.map((one, index) =>
      String(index) === name ? replaced(one, rest, replacement) : one,
    );
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === name ? replaced(one, rest, replacement) : one,
    ]),
  );
}
