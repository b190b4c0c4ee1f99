import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { matchesWildcard } from './wildcard.ts';

/** A valid statement of a policy. */
interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Patterns;
  readonly resources: Patterns;
  /** Conditions are not evaluated: a conditional Deny applies, a conditional Allow does not. */
  readonly conditional: boolean;
}

interface Patterns {
  /** `NotAction`, `NotResource`: everything else. */
  readonly inverted: boolean;
  readonly patterns: readonly string[];
}

/** A valid policy document of an authorizer. */
export interface Policy {
  readonly statements: readonly Statement[];
}

/** What a policy decides about a request. */
export type PolicyDecision = 'allow' | 'explicit-deny' | 'implicit-deny';

/**
 * Parses a policy document; returns undefined when it is malformed, which is an authorizer error.
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
 * Evaluates a policy for the invocation of an ARN: an explicit Deny overrides any Allow; without a
 * matching Allow it is denied implicitly.
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
  normalize: (pattern: string) => string,
): boolean {
  return patterns.some((pattern) => matchesWildcard(normalize(pattern), value)) !== inverted;
}

function parseStatement(statement: Json): Statement | undefined {
  if (!isJsonObject(statement)) return undefined;
  const effect = statement['Effect'];
  const actions = patterns(statement, 'Action');
  const resources = patterns(statement, 'Resource');
  // Only resource policies have a principal.
  const hasPrincipal =
    statement['Principal'] !== undefined || statement['NotPrincipal'] !== undefined;
  if ((effect !== 'Allow' && effect !== 'Deny') || hasPrincipal) return undefined;
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
  // Policy variables (${aws:…}) are not emulated.
  if (
    list.length === 0 ||
    texts.length !== list.length ||
    texts.some((text) => text.includes('${'))
  )
    return undefined;
  return { inverted: plain === undefined, patterns: texts };
}
