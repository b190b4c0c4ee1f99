import fc from 'fast-check';
import { events } from '../faults/events.ts';

/** Where an event is changed, and what is put there: undefined takes the member away. */
interface Change {
  readonly at: number;
  readonly value: unknown;
}

/** Events from real to absurd, as JSON gives them: API Gateway's own, changed here and there, or anything. */
export function arbitraryEvents(authorizations: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  const real = fc
    .tuple(fc.constantFrom('http', 'rest'), authorizations)
    .map(([flavour, authorization]) => events[flavour](authorization));
  const change = fc.record({
    at: fc.nat(),
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

/** The event with one of its values, however deep, replaced. */
function withChange(event: unknown, { at, value }: Change): unknown {
  const paths = pathsOf(event);
  return replaced(event, paths[at % paths.length] ?? [], value);
}

function pathsOf(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [[]];
  return Object.entries(value).flatMap(([name, member]) =>
    [[], ...pathsOf(member)].map((path) => [name, ...path]),
  );
}

function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined || typeof value !== 'object' || value === null) return by;
  if (Array.isArray(value))
    return value.map((one, at) => (String(at) === name ? replaced(one, rest, by) : one));
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, key === name ? replaced(one, rest, by) : one]),
  );
}
