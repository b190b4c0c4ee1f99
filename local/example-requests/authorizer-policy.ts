import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FunctionSettings } from 'local-gateway/functions/function-settings';

/** Which tokens an authorizer of this project accepts. */
export interface AuthorizerPolicy {
  readonly issuers: readonly IssuerPolicy[];
  readonly deniedSubjects: readonly string[];
  /** 0: no limit. */
  readonly maxLifetimeSeconds: number;
  /** The scopes that routes require, by route key: `GET /orders/{id}`. */
  readonly scopes: Readonly<Record<string, readonly string[]>>;
}

/** Which tokens of one issuer are accepted. */
export interface IssuerPolicy {
  readonly issuer: string;
  readonly audience: readonly string[];
  /** Empty: all. */
  readonly algorithms: readonly string[];
  /** The values that a claim may have, by name. */
  readonly requiredClaims: Readonly<Record<string, readonly unknown[]>>;
}

/**
 * Reads the policy from the environment variables that docs/settings.md describes, and the file of
 * scopes beside the code; undefined for another authorizer, or if they are invalid.
 */
export function authorizerPolicy({
  environment,
  folder,
}: Pick<FunctionSettings, 'environment' | 'folder'>): AuthorizerPolicy | undefined {
  try {
    const issuers = issuerPolicies(environment);
    if (issuers.length === 0) return undefined;
    const scopesFile = environment['ROUTE_SCOPES_FILE'];
    return {
      issuers,
      deniedSubjects: list(environment['DENIED_SUBJECTS']),
      maxLifetimeSeconds: Number(environment['MAX_TOKEN_LIFETIME_SECONDS'] ?? 0),
      scopes: scopesFile ? JSON.parse(readFileSync(path.resolve(folder, scopesFile), 'utf8')) : {},
    };
  } catch {
    return undefined;
  }
}

function issuerPolicies(environment: FunctionSettings['environment']): readonly IssuerPolicy[] {
  if (environment['ISSUERS']) return JSON.parse(environment['ISSUERS']).map(issuerPolicy);
  const { ISSUER: issuers, AUDIENCE: audience, ALGORITHMS: algorithms } = environment;
  return list(issuers).map((issuer) => ({
    issuer,
    audience: list(audience),
    algorithms: list(algorithms),
    requiredClaims: {},
  }));
}

/** Returns an entry of `issuers` in one form: each of its values may be one or a list. */
function issuerPolicy(entry: {
  readonly issuer: string;
  readonly audience: string | readonly string[];
  readonly algorithms?: string | readonly string[];
  readonly requiredClaims?: Readonly<Record<string, unknown>>;
}): IssuerPolicy {
  const { issuer, audience, algorithms = [], requiredClaims = {} } = entry;
  return {
    issuer,
    audience: [audience].flat(),
    algorithms: [algorithms].flat(),
    requiredClaims: Object.fromEntries(
      Object.entries(requiredClaims).map(([name, values]) => [name, [values].flat()]),
    ),
  };
}

/** Returns the items of a JSON list or of comma-separated text. */
function list(text = ''): readonly string[] {
  if (text.trimStart().startsWith('[')) return JSON.parse(text);
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
