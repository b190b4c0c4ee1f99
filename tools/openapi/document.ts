import type { Route } from '../../lib/routes.ts';
import { type Operation, operation, securityScheme } from './operation.ts';
import { createOperationIds } from './operation-ids.ts';
import { createPathTemplates } from './path-template.ts';
import type { Flavour } from './responses.ts';
import { type Server, server } from './server.ts';

/** An OpenAPI 3.1 document, as far as a route table can fill it. */
export interface OpenapiDocument {
  readonly openapi: '3.1.0';
  readonly info: Info;
  readonly servers: readonly Server[];
  /** In the table's order, for Zuplo takes the first route that matches. */
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly securitySchemes: typeof securityScheme };
}

interface Info {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

/** What a document says besides its routes. */
export interface DocumentOptions {
  readonly info: Info;
  /** Whose refusals to describe. */
  readonly flavour: Flavour;
  /** The API's address without a trailing slash; undefined: a pattern of it, with variables. */
  readonly url: string | undefined;
}

/**
 * Gives the OpenAPI document of a route table. Everything about an operation stands in the operation,
 * so that it can be merged into another document by itself; only the security scheme has a place of its
 * own, as OpenAPI demands.
 *
 * @throws {UserError} for routes that OpenAPI cannot tell apart
 */
export function openapiDocument(
  routes: readonly Route[],
  { info, flavour, url }: DocumentOptions,
): OpenapiDocument {
  const operationId = createOperationIds();
  const template = createPathTemplates();
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    const { path, parameters } = template(route);
    const described = operation(route, { operationId: operationId(route), parameters, flavour });
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: described };
  }
  return {
    openapi: '3.1.0',
    info,
    servers: [server(flavour, url)],
    paths,
    components: { securitySchemes: securityScheme },
  };
}
