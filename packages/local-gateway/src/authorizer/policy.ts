import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { matchesWildcard } from './wildcard.ts';

/** A statement of a policy, checked. */
interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Patterns;
  readonly resources: Patterns;
  /** Conditions are not evaluated: they hold for Deny and do not for Allow. */
  readonly conditional: boolean;
}

interface Patterns {
  /** `NotAction`, `NotResource`: everything but these. */
  readonly inverted: boolean;
  readonly patterns: readonly string[];
}

/** A policy document that an authorizer returned, checked. */
export interface Policy {
  readonly statements: readonly Statement[];
}

/** What a policy says of a request. */
export type PolicyDecision = 'allow' | 'explicit-deny' | 'implicit-deny';

/**
 * A policy document, checked; undefined when it is malformed, which fails the authorizer rather
 * than deciding anything.
 *
 * @see IAM, "Grammar of the IAM JSON policy language"
 */
export function parsePolicy(document: Json | undefined): Policy | undefined {
  if (!isJsonObject(document)) return undefined;
  const version = document['Version'];
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17')
    return undefined;
  const statement = document['Statement'];
  const list: readonly Json[] | undefined = Array.isArray(statement)
    ? statement
    : isJsonObject(statement)
      ? [statement]
      : undefined;
  const statements = list?.map(parseStatement);
  if (statements === undefined || statements.includes(undefined)) return undefined;
  return { statements: statements.filter((parsed) => parsed !== undefined) };
}

/**
 * Whether a policy allows invoking an ARN: an explicit Deny wins over any Allow, and without an
 * Allow that matches it is denied.
 *
 * @see IAM, "Policy evaluation logic"
 */
export function evaluatePolicy(policy: Policy, arn: string): PolicyDecision {
  const applying = policy.statements.filter(
    ({ actions, resources }) =>
      applies(actions, 'execute-api:invoke', (pattern) => pattern.toLowerCase()) &&
      applies(resources, arn, (pattern) => pattern),
  );
  if (applying.some(({ effect }) => effect === 'Deny')) return 'explicit-deny';
  const allowed = applying.some(({ effect, conditional }) => effect === 'Allow' && !conditional);
  return allowed ? 'allow' : 'implicit-deny';
}

function applies(
  { inverted, patterns }: Patterns,
  value: string,
  spelling: (pattern: string) => string,
): boolean {
  return patterns.some((pattern) => matchesWildcard(spelling(pattern), value)) !== inverted;
}

function parseStatement(statement: Json): Statement | undefined {
  if (!isJsonObject(statement)) return undefined;
  const effect = statement['Effect'];
  const actions = patterns(statement, 'Action');
  const resources = patterns(statement, 'Resource');
  // A principal belongs in the policies of resources: here it is a mistake.
  const foreign = statement['Principal'] !== undefined || statement['NotPrincipal'] !== undefined;
  if ((effect !== 'Allow' && effect !== 'Deny') || foreign) return undefined;
  if (actions === undefined || resources === undefined) return undefined;
  return { effect, actions, resources, conditional: statement['Condition'] !== undefined };
}

function patterns(statement: JsonObject, element: 'Action' | 'Resource'): Patterns | undefined {
  const plain = statement[element];
  const inverse = statement[`Not${element}`];
  if ((plain === undefined) === (inverse === undefined)) return undefined;
  const value = plain ?? inverse;
  const list: readonly Json[] = Array.isArray(value) ? value : [value ?? null];
  const texts = list.filter((item) => typeof item === 'string');
  // Policy variables (${aws:…}) are not evaluated, so nothing is decided by them.
  if (
    list.length === 0 ||
    texts.length !== list.length ||
    texts.some((text) => text.includes('${'))
  )
    return undefined;
  return { inverted: plain === undefined, patterns: texts };
}
