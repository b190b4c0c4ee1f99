import { type Resource, resourceError, text } from './resource.ts';

/**
 * Returns the authorizer that a route or method names; undefined when it is public.
 *
 * @throws {UserError} when its authorization is not a Lambda authorizer of the assembly
 */
export function routeAuthorizer<Authorizer extends { readonly id: string }>(
  route: Resource,
  authorizers: readonly Authorizer[],
): Authorizer | undefined {
  const type = text(route, 'AuthorizationType') ?? 'NONE';
  const id = text(route, 'AuthorizerId');
  if (type === 'NONE' && id === undefined) return undefined;
  if (type === 'NONE')
    throw resourceError(route, 'it names an authorizer, but its AuthorizationType is NONE');
  if (type !== 'CUSTOM') throw resourceError(route, `AuthorizationType ${type} is not emulated`);
  const authorizer = authorizers.find((candidate) => candidate.id === id);
  if (authorizer === undefined) throw resourceError(route, 'its authorizer is not in the assembly');
  return authorizer;
}
