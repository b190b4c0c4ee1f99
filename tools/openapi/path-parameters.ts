/** A path parameter, as OpenAPI describes it. */
export interface PathParameter {
  readonly name: string;
  readonly in: 'path';
  readonly required: true;
  readonly description?: string;
  readonly schema: { readonly type: 'string'; readonly minLength: 1 };
}

/** Returns a route's path as OpenAPI writes it: `{path+}` becomes `{path}`. */
export function openapiPath(path: string): string {
  return path.replaceAll('+}', '}');
}

/** Returns the parameters of a route's path. */
export function pathParameters(path: string): readonly PathParameter[] {
  return Array.from(path.matchAll(/\{([^{}+]+)(\+?)\}/g), ([, name = '', plus]) => ({
    name,
    in: 'path',
    required: true,
    ...(plus === '+' && {
      description: 'The rest of the path, including slashes, which clients must not encode.',
    }),
    schema: { type: 'string', minLength: 1 },
  }));
}
