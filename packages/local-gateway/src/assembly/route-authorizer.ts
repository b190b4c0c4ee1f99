import { type Resource, resourceError, text } from './resource.ts';

/**
 * Returns the authorizer that a route or method names; undefined when it is public.
 *
 * @param authorizers those of its API
 * @throws {UserError} when its authorization is not a Lambda authorizer that is emulated
 */
export function routeAuthorizer<Authorizer>(
  route: Resource,
  authorizers: readonly Resource[],
  read: (authorizer: Resource) => Authorizer,
): Authorizer | undefined {
  const type = text(route, 'AuthorizationType') ?? 'NONE';
  const id = text(route, 'AuthorizerId');
  if (type === 'NONE' && id === undefined) return undefined;
  if (type === 'NONE')
    throw resourceError(route, 'it names an authorizer, but its AuthorizationType is NONE');
  const resource = authorizers.find((candidate) => candidate.id === id);
  // Before the type, because this error names the authorizer.
  const authorizer = resource && read(resource);
  if (type !== 'CUSTOM') throw resourceError(route, `AuthorizationType ${type} is not emulated`);
  if (authorizer === undefined) throw resourceError(route, 'its authorizer is not in the assembly');
  return authorizer;
}
