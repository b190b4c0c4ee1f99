import type { Resource } from '../assembly/resource.ts';
import type { FunctionSettings } from '../functions/function-settings.ts';
import type { ApiHandler, ApiParts } from './api-handler.ts';

/** An API that can be served, whatever its flavour. */
export interface ServableApi {
  readonly name: string;
  readonly flavour: 'http' | 'rest';
  /** What leads the path of its requests: empty, or `/<stage>` of an HTTP API. */
  readonly basePath: string;
  readonly routes: readonly ServableRoute[];
  readonly createHandler: (parts: ApiParts) => ApiHandler;
}

/** One route of an API that can be served. */
export interface ServableRoute {
  /** A method, or `ANY`. */
  readonly method: string;
  /** As in the template: `/pets/{id}`; `$default` for that route. */
  readonly path: string;
  /** The authorizer's name; undefined for an open route. */
  readonly authorizer: string | undefined;
  /** The function's short name, as it leads the lines of its log. */
  readonly functionName: string;
}

/** Finds the function that a resource invokes, by its ARN. */
export type FunctionFinder = (invoker: Resource, arn: string) => FunctionSettings;
