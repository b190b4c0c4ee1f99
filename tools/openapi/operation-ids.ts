import type { Route } from '../../lib/api/route.ts';

/**
 * Creates a function that returns the operationId of each route: method and path in camel case, `GET
 * /orders/{id}` as `getOrdersById`. A repeated name gets a number; routes added at the end of a table rename none.
 */
export function createOperationIds(): (route: Pick<Route, 'method' | 'path'>) => string {
  const used = new Set<string>();
  return (route) => {
    const name = camelCaseName(route);
    let id = name;
    for (let number = 2; used.has(id); number += 1) id = `${name}${number}`;
    used.add(id);
    return id;
  };
}

function camelCaseName({ method, path }: Pick<Route, 'method' | 'path'>): string {
  const words = path
    .replace(/\{([^{}]+)\}/g, 'by-$1')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  const capitalized = (words.length > 0 ? words : ['root']).map(
    (word) => word.charAt(0).toUpperCase() + word.slice(1),
  );
  return method.toLowerCase() + capitalized.join('');
}
