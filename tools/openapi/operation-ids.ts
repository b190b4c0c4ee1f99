import type { Route } from '../../lib/routes.ts';

/**
 * Gives a function that names one route after another: the method and the path's words in camel case,
 * `GET /orders/{id}` as `getOrdersById`. Should two have one name, the later one gets a number, so a
 * route that is added at the table's end renames none.
 */
export function createOperationIds(): (route: Route) => string {
  const taken = new Set<string>();
  return (route) => {
    const name = plainName(route);
    let free = name;
    for (let number = 2; taken.has(free); number += 1) free = `${name}${number}`;
    taken.add(free);
    return free;
  };
}

function plainName({ method, path }: Route): string {
  const words = path
    .replace(/\{([^{}]+)\}/g, 'by-$1')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  return method.toLowerCase() + (words.length > 0 ? words : ['root']).map(capitalized).join('');
}

const capitalized = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
