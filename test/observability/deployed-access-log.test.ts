import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../../lambdas/authorizer/decision.ts';
import { policyFor } from '../../lambdas/authorizer/policy.ts';
import { flavours } from '../synthesized.ts';
import { accessLogLine, breakingVariables, type LogContext, logVariables } from './access-log.ts';
import { deployedStack } from './deployed-stack.ts';
import { documentedLogVariables } from './documented-log-variables.ts';

const arn = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef123/$default/GET/protected';

/** What a caller may have written: quotes, backslashes, line breaks, half characters, anything. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      '\\',
      '\n',
      '\r',
      '\u0000',
      '\u2028',
      '\ud800',
      'é',
      '$context.status',
      '","a":"',
    ),
    maxLength: 40,
  }),
);

const allowed = (sub: string): Decision => ({
  allowed: true,
  caller: { sub, exp: 1, scopes: [], claims: {} },
});
const refused = (sub: string): Decision => ({ allowed: false, reason: 'expired', header: {}, sub });

/** The variables that the authorizer's answer gives an access log. */
function authorizerVariables(decision: Decision, userAgent: string): LogContext {
  const { context } = policyFor(decision, { arn, userAgent });
  return Object.fromEntries(
    Object.entries(context).map(([name, value]) => [`authorizer.${name}`, value]),
  );
}

/** As much of a text as is logged: escapes, which JSON undoes, are not for the eye alone. */
const logged = (text: string): string => (text.length <= 64 ? text : `${text.slice(0, 63)}…`);

describe.each(flavours)("the %s stack's access log", (api) => {
  const format = deployedStack(api).accessLogFormat;
  const variables = logVariables(format);

  test('is one line of JSON with texts only, well within the 3 KB that API Gateway takes', () => {
    expect(format).not.toContain('\n');
    expect(Buffer.byteLength(format)).toBeLessThanOrEqual(3 * 1024);
    for (const value of Object.values(JSON.parse(format)))
      expect(value).toEqual(expect.any(String));
    const absent = JSON.parse(accessLogLine(format, {}, 'as it is'));
    expect(absent).toMatchObject({ status: '-', sub: '-' });
  });

  test('holds no variable but those that the flavour documents, and those of our authorizer', () => {
    const ours = ['authorizer.loggedSub', 'authorizer.loggedUserAgent', 'authorizer.reason'];
    const documented: readonly string[] = [...documentedLogVariables[api], ...ours];
    expect(variables.filter((variable) => !documented.includes(variable))).toEqual([]);
  });

  test('holds nothing that may be secret, or quote what is', () => {
    // A REST API's error messages may quote the Authorization header; authorizer.sub is not sanitizeForLog.
    const secret =
      /error\.message|token|authorization|header|claims|apiKey|authorizer\.sub$|principalId/i;
    expect(variables.filter((variable) => secret.test(variable))).toEqual([]);
    expect(format).not.toMatch(/\$(request|input|stageVariables)/);
  });

  test('would be broken by a quote in each, so each must be one that nobody else writes', () => {
    const writtenByAws = [
      'requestId',
      'requestTime',
      'status',
      'responseLatency',
      'responseLength',
      'identity.sourceIp',
      'error.responseType',
      'integrationStatus',
      'integrationLatency',
      'integrationErrorMessage',
      'authorizer.latency',
      'authorizer.requestId',
      'authorizer.error',
    ];
    const fromTheTemplate = ['routeKey', 'resourcePath', 'httpMethod'];
    const sanitizeForLog = [
      'authorizer.loggedSub',
      'authorizer.loggedUserAgent',
      'authorizer.reason',
    ];
    const harmless = [...writtenByAws, ...fromTheTemplate, ...sanitizeForLog];
    const broken = breakingVariables(format, {}, '"').filter(
      (variable) => !harmless.includes(variable),
    );
    // What a REST API's caller writes of its program stands there by API Gateway's escaping alone, as
    // a captured line shows (DataBiosphere/azul, issue 4348): a TOKEN authorizer is not told of it.
    expect(broken).toEqual(api === 'rest' ? ['identity.userAgent'] : []);
  });

  test('is whole, and shows who called, whatever the token and the user agent hold', () => {
    fc.assert(
      fc.property(
        hostile,
        hostile,
        fc.constantFrom(allowed, refused),
        (sub, userAgent, decided) => {
          const context = authorizerVariables(decided(sub), userAgent);
          const line = accessLogLine(format, context, 'as it is');
          expect(line).not.toMatch(/[\n\r]/);
          const parsed = JSON.parse(line);
          expect(parsed.sub).toBe(logged(sub));
          if (api === 'http') expect(parsed.userAgent).toBe(logged(userAgent));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('says why a request was refused', () => {
    const context = authorizerVariables(refused('alice'), 'curl/8');
    expect(JSON.parse(accessLogLine(format, context, 'escaped'))).toMatchObject({
      reason: 'expired',
      sub: 'alice',
    });
  });
});
