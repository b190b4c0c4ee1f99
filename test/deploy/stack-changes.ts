import type { XmlContent } from './xml.ts';

/** A change set's entry for one resource. */
export interface ResourceChange {
  readonly [element: string]: XmlContent;
  readonly LogicalResourceId: string;
  readonly ResourceType: string;
  readonly Action: 'Add' | 'Modify' | 'Remove';
}

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** Returns the resources that are added, modified or removed between two templates. */
export function stackChanges(before: string, after: string): readonly ResourceChange[] {
  const old = resources(before);
  const next = resources(after);
  const ids = Object.keys({ ...old, ...next });
  return ids.flatMap((id) => resourceChange(id, old[id], next[id]) ?? []);
}

function resourceChange(
  LogicalResourceId: string,
  old: Resource | undefined,
  next: Resource | undefined,
): ResourceChange | undefined {
  if (old === undefined)
    return { LogicalResourceId, ResourceType: next?.Type ?? '', Action: 'Add' };
  if (next === undefined) return { LogicalResourceId, ResourceType: old.Type, Action: 'Remove' };
  if (same(old, next)) return undefined;
  const properties = Object.keys({ ...old.Properties, ...next.Properties });
  // The CLI's diff shows only properties that the change set names.
  const Details = properties
    .filter((Name) => !same(old.Properties?.[Name], next.Properties?.[Name]))
    .map((Name) => ({
      Target: { Attribute: 'Properties', Name, RequiresRecreation: 'Never' },
    }));
  const modified = { Action: 'Modify', Replacement: 'False', Details } as const;
  return { LogicalResourceId, ResourceType: next.Type, ...modified };
}

/** Equal templates of the CDK have equal texts. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Returns no resources for a template that is not JSON, such as the bootstrap stack's. */
function resources(template: string): Readonly<Record<string, Resource>> {
  return template.startsWith('{') ? JSON.parse(template).Resources : {};
}
