const literal = /^[A-Za-z0-9._-][A-Za-z0-9._:-]*$/;
const parameter = /^\{[A-Za-z0-9._-]+\+?\}$/;

/**
 * Returns what is wrong with a route's path, one clause each.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 */
export function pathProblems(path: string): readonly string[] {
  if (!path.startsWith('/')) return ['the path must start with a slash'];
  if (path === '/') return [];
  if (path.endsWith('/')) return ['the path must not end with a slash'];
  const segments = path.slice(1).split('/');
  return [
    ...segments.flatMap(segmentProblems),
    ...segments
      .slice(0, -1)
      .filter((segment) => segment.endsWith('+}'))
      .map((segment) => `the greedy parameter ${segment} must be the last part of the path`),
  ];
}

function segmentProblems(segment: string): readonly string[] {
  if (literal.test(segment) || parameter.test(segment)) return [];
  if (segment === '') return ['the path must not have two slashes in a row'];
  if (segment.startsWith(':'))
    return [`the parameter ${segment} must be written in braces: {${segment.slice(1)}}`];
  return [
    `the part ${JSON.stringify(segment)} must be letters, digits or any of . _ - :, or a parameter such as {id} or {path+}`,
  ];
}
