import { rmSync } from 'node:fs';
import { inject } from 'vitest';
import { apiTypes } from '../../contract/api-type.ts';
import type { RejectionReason } from '../../contract/log-events.ts';
import { accessScenarios } from '../access-scenarios.ts';
import { type AccessKeys, accessTokens, audience } from '../access-tokens.ts';
import { authorizerEvents } from '../authorizer-events.ts';
import { scopedBundle } from './altered-bundles.ts';
import { bearer } from './bearer.ts';
import { type CapturedLines, captureFunction } from './captured-function.ts';

/**
 * Returns the authorizer's lines when it starts (`jwks_fetched`), allows a request (`allowed (http)`), and
 * rejects one for each reason (`rejected: expired (http)`), for both API types.
 *
 * @param environment names the issuer of the keys
 */
export async function capturedRejections(
  issuer: string,
  keys: AccessKeys,
  environment: Readonly<Record<string, string>>,
): Promise<CapturedLines> {
  const folder = inject('bundles')['authorizer'] ?? '';
  const authorizer = captureFunction(folder, {
    ...environment,
    MAX_TOKEN_LIFETIME_SECONDS: '3600',
    DENIED_SUBJECTS: 'mallory',
  });
  const strict = captureFunction(folder, {
    ISSUERS: JSON.stringify([{ issuer, audience, requiredClaims: { account: 'acme' } }]),
  });
  const scopedFolder = scopedBundle(folder);
  const scoped = captureFunction(scopedFolder, {
    ...environment,
    ROUTE_SCOPES_FILE: 'route-scopes.json',
  });
  const valid = bearer(issuer, keys);
  const lines: Record<string, readonly string[]> = {};
  try {
    lines['jwks_fetched'] = await authorizer.linesOf(authorizerEvents.http(valid));
    for (const started of [scoped, strict])
      await started.linesOf(authorizerEvents.http('not a token'));
    for (const apiType of apiTypes) {
      lines[`allowed (${apiType})`] = await authorizer.linesOf(authorizerEvents[apiType](valid));
      for (const [reason, authorization] of await rejectedAuthorizations(issuer, keys))
        lines[`rejected: ${reason} (${apiType})`] = await authorizer.linesOf(
          authorizerEvents[apiType](authorization),
        );
      lines[`rejected: wrong_claim (${apiType})`] = await strict.linesOf(
        authorizerEvents[apiType](valid),
      );
      lines[`rejected: insufficient_scope (${apiType})`] = await scoped.linesOf(
        authorizerEvents[apiType](valid),
      );
    }
  } finally {
    await Promise.all([authorizer.close(), strict.close(), scoped.close()]);
    rmSync(scopedFolder, { recursive: true });
  }
  return lines;
}

/** Returns an Authorization header for each rejection reason. */
async function rejectedAuthorizations(
  issuer: string,
  keys: AccessKeys,
): Promise<ReadonlyMap<RejectionReason, string>> {
  const found = new Map<RejectionReason, string>([
    ['unsupported_type', bearer(issuer, keys, { header: { typ: 'secevent+jwt' } })],
    ['denied_subject', bearer(issuer, keys, { sub: 'mallory' })],
    ['lifetime_too_long', bearer(issuer, keys, { lifeSeconds: 7200 })],
  ]);
  const tokens = accessTokens(issuer, keys);
  for (const { authorization: create, expected } of accessScenarios) {
    const authorization = await create(tokens);
    if (authorization && 'rejection' in expected && expected.rejection !== 'no_token')
      found.set(expected.rejection, authorization);
  }
  return found;
}
