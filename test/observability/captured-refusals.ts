import { rmSync } from 'node:fs';
import { inject } from 'vitest';
import { apiTypes as flavours } from '../../contract/api-type.ts';
import type { RejectionReason } from '../../lambdas/authorizer/token-rejected-error.ts';
import { accessScenarios } from '../../tools/smoke/access-scenarios.ts';
import { type AccessKeys, accessTokens, authorizationOf } from '../access-tokens.ts';
import { authorizerEvents as events } from '../authorizer-events.ts';
import { scopedBundle } from './altered-bundles.ts';
import { bearer } from './bearer.ts';
import { captureFunction } from './captured-function.ts';
import type { CapturedLines } from './captured-lines.ts';

/**
 * What the authorizer writes when it starts (`jwks_fetched`), when it lets a request pass
 * (`allowed (http)`), and for each reason to refuse one (`refused: expired (http)`), on both flavours.
 *
 * @param environment with the issuer whose keys these are
 */
export async function capturedRefusals(
  issuer: string,
  keys: AccessKeys,
  environment: Readonly<Record<string, string>>,
): Promise<CapturedLines> {
  const folder = inject('bundles')['authorizer'] ?? '';
  const authorizer = captureFunction(folder, {
    ...environment,
    MAX_TOKEN_LIFETIME_SECONDS: '3600',
  });
  const scopedFolder = scopedBundle();
  const scoped = captureFunction(scopedFolder, environment);
  const good = bearer(issuer, keys);
  const lines: Record<string, readonly string[]> = {};
  try {
    lines['jwks_fetched'] = await authorizer.linesOf(events.http(good));
    await scoped.linesOf(events.http('not a token'));
    for (const flavour of flavours) {
      lines[`allowed (${flavour})`] = await authorizer.linesOf(events[flavour](good));
      for (const [reason, authorization] of await badAuthorizations(issuer, keys))
        lines[`refused: ${reason} (${flavour})`] = await authorizer.linesOf(
          events[flavour](authorization),
        );
      lines[`refused: insufficient_scope (${flavour})`] = await scoped.linesOf(
        events[flavour](good),
      );
    }
  } finally {
    await Promise.all([authorizer.close(), scoped.close()]);
    rmSync(scopedFolder, { recursive: true });
  }
  return lines;
}

/** One Authorization header for each reason that the deployed bundle has. */
async function badAuthorizations(
  issuer: string,
  keys: AccessKeys,
): Promise<ReadonlyMap<RejectionReason, string>> {
  const found = new Map<RejectionReason, string>([
    ['unsupported_type', bearer(issuer, keys, { header: { typ: 'secevent+jwt' } })],
    ['lifetime_too_long', bearer(issuer, keys, { lifeSeconds: 7200 })],
  ]);
  const tokens = accessTokens(issuer, keys);
  for (const scenario of accessScenarios(tokens.caller)) {
    const authorization = await authorizationOf(scenario, tokens);
    const { expected } = scenario;
    if (authorization && 'refusal' in expected && expected.refusal !== 'no_token')
      found.set(expected.refusal, authorization);
  }
  return found;
}
