import { type Resource, requiredText, resourceError } from '../assembly/resource.ts';

/**
 * Checks the resources of a REST API for conflicts that API Gateway rejects at deployment: two path
 * parameters or two equal path parts below one parent, a child of a greedy parameter, and a slash in
 * a path part.
 *
 * @throws {UserError} naming both resources
 * @see API Gateway, "Set up a method request in API Gateway": proxy resources
 */
export function checkResourceConflicts(resources: readonly Resource[]): void {
  for (const [index, resource] of resources.entries()) {
    const { part, parentId } = placeOf(resource);
    const parent = resources.find(({ id }) => id === parentId);
    const siblings = resources
      .slice(0, index)
      .filter((other) => placeOf(other).parentId === parentId);
    const twin = siblings.find((other) => placeOf(other).part === part);
    const parameter = siblings.find((other) => isParameter(placeOf(other).part));
    if (part.includes('/')) throw rejected(resource, `its path part ${part} contains a slash`);
    if (parent !== undefined && placeOf(parent).part.endsWith('+}'))
      throw rejected(resource, `${part} is below the greedy ${named(parent)}, which must be last`);
    if (twin !== undefined) throw rejected(resource, `its path is that of ${named(twin)}`);
    if (parameter !== undefined && isParameter(part))
      throw rejected(
        resource,
        `${part} is beside ${named(parameter)}; only one may be a parameter`,
      );
  }
}

function placeOf(resource: Resource): { readonly part: string; readonly parentId: string } {
  return {
    part: requiredText(resource, 'PathPart'),
    parentId: requiredText(resource, 'ParentId'),
  };
}

function isParameter(part: string): boolean {
  return part.startsWith('{');
}

function named(resource: Resource): string {
  return `${placeOf(resource).part} of ${resource.logicalId}`;
}

function rejected(resource: Resource, problem: string): Error {
  return resourceError(resource, `AWS rejects this at deployment: ${problem}`);
}
