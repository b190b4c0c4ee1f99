import { headerValues } from '../gateway/headers.ts';
import type { RestContext } from './rest-context.ts';

/** Returns the value of a constant expression: `'Bearer'`; undefined when it is not constant. */
export function quotedText(expression: unknown): string | undefined {
  if (typeof expression !== 'string') return undefined;
  return /^'(.*)'$/s.exec(expression)?.[1];
}

/** Tells whether `expressionValue` supports a mapping expression. */
export function isValueExpression(expression: string): boolean {
  return (
    quotedText(expression) !== undefined ||
    /^(context|stageVariables|method\.request\.(header|path|querystring))\.[\w.-]+$/.test(
      expression,
    )
  );
}

/**
 * Evaluates a mapping expression: a string in single quotes, `context.…`, `stageVariables.…` or
 * `method.request.<place>.<name>`; returns undefined when the request has no such value.
 *
 * @see API Gateway, "Set up a gateway response", "Mapping template and access logging variables"
 */
export function expressionValue(expression: string, context: RestContext): string | undefined {
  const constant = quotedText(expression);
  if (constant !== undefined) return constant;
  const [, place, name = ''] =
    /^(context|stageVariables|method\.request\.(?:header|path|querystring))\.(.+)$/.exec(
      expression,
    ) ?? [];
  const { request } = context;
  switch (place) {
    case 'context':
      return context.variables.get(name);
    case 'stageVariables':
      return Object.hasOwn(context.stageVariables, name) ? context.stageVariables[name] : undefined;
    case 'method.request.header':
      return headerValues(request.headers, name).at(-1);
    case 'method.request.querystring':
      return new URLSearchParams(request.rawQuery).getAll(name).at(-1);
    case 'method.request.path':
      return context.pathParameters.get(name);
    default:
      return undefined;
  }
}

/**
 * Replaces the variables of a gateway response's template; one without a value becomes empty. Such
 * templates only substitute: directives and functions stay unchanged.
 *
 * @see API Gateway, "Gateway responses for REST APIs in API Gateway"
 */
export function filledTemplate(template: string, context: RestContext): string {
  return template.replace(
    /\$((?:context|stageVariables|method\.request\.(?:header|path|querystring))(?:\.[\w-]+)+)/g,
    (_, expression: string) => expressionValue(expression, context) ?? '',
  );
}
