import {
  type Resource,
  rejectProblems,
  requiredText,
  resourceError,
} from '../assembly/resource.ts';
import { rootResourceId } from '../assembly/resource-identity.ts';
import { type PathPattern, pathPattern } from '../gateway/path-pattern.ts';
import { checkResourceConflicts } from './resource-conflicts.ts';

/**
 * Returns the paths of a REST API's resources by id, including the root's.
 *
 * @throws {UserError} when a resource has no parent, a malformed path part, or a conflict with another
 */
export function readResourcePaths(
  api: Resource,
  resources: readonly Resource[],
): ReadonlyMap<string, PathPattern> {
  checkResourceConflicts(resources);
  const { name: stack, account, region } = api.stack;
  const rootId = rootResourceId({ stack, account, region, logicalId: api.logicalId });
  const pathOf = (resource: Resource, depth: number): string => {
    rejectProblems(resource);
    const parentId = requiredText(resource, 'ParentId');
    const part = requiredText(resource, 'PathPart');
    if (parentId === rootId) return `/${part}`;
    const parent = resources.find(({ id }) => id === parentId);
    if (parent === undefined || depth > resources.length)
      throw resourceError(resource, 'its parent is not a resource of its API');
    return `${pathOf(parent, depth + 1)}/${part}`;
  };
  const root = pathPattern('/');
  const paths = new Map<string, PathPattern>(root === undefined ? [] : [[rootId, root]]);
  for (const resource of resources) {
    const pattern = pathPattern(pathOf(resource, 0));
    if (pattern === undefined) throw resourceError(resource, 'its path part is malformed');
    paths.set(resource.id, pattern);
  }
  return paths;
}
