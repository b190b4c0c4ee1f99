import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apiTypes } from '../../contract/api-type.ts';
import type { Decision } from '../../lambdas/authorizer/decision.ts';
import { policyFor } from '../../lambdas/authorizer/policy.ts';
import { accessLogLine, breakingVariables, type LogContext, logVariables } from './access-log.ts';
import { deployedStack } from './deployed-stack.ts';
import { documentedLogVariables } from './documented-log-variables.ts';

const arn = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef123/$default/GET/protected';

/** Callers' text: quotes, backslashes, line breaks, lone surrogates, anything. */
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
  caller: { iss: 'https://a.example/i', sub, exp: 1, scopes: [], claims: {} },
});
const rejected = (sub: string): Decision => ({
  allowed: false,
  reason: 'expired',
  token: { header: {}, iss: 'https://a.example/i', sub },
});

/** Returns the access log variables of the authorizer's context. */
function authorizerVariables(decision: Decision, userAgent: string): LogContext {
  const { context } = policyFor(decision, { arn, userAgent });
  return Object.fromEntries(
    Object.entries(context).map(([name, value]) => [`authorizer.${name}`, value]),
  );
}

/** Variables of the authorizer's context: `iss` is one of the settings, the others are sanitized. */
const ours = ['iss', 'loggedSub', 'loggedUserAgent', 'reason'].map((name) => `authorizer.${name}`);

/** Returns the part of a text that is logged. */
const logged = (text: string): string => (text.length <= 64 ? text : `${text.slice(0, 63)}…`);

describe.each(apiTypes)("the %s stack's access log", (api) => {
  const format = deployedStack(api).accessLogFormat;
  const variables = logVariables(format);

  test('is one line of JSON with strings only, within the limit of 3 KB', () => {
    expect(format).not.toContain('\n');
    expect(Buffer.byteLength(format)).toBeLessThanOrEqual(3 * 1024);
    for (const value of Object.values(JSON.parse(format)))
      expect(value).toEqual(expect.any(String));
    const absent = JSON.parse(accessLogLine(format, {}, 'unescaped'));
    expect(absent).toMatchObject({ status: '-', sub: '-' });
  });

  test("contains only variables that are documented for the API type, and those of the authorizer's context", () => {
    const documented: readonly string[] = [...documentedLogVariables[api], ...ours];
    expect(variables.filter((variable) => !documented.includes(variable))).toEqual([]);
  });

  test('contains nothing that may be secret', () => {
    // A REST API's error messages may quote the Authorization header; authorizer.sub is not sanitized.
    const secret =
      /error\.message|token|authorization|header|claims|apiKey|authorizer\.sub$|principalId/i;
    expect(variables.filter((variable) => secret.test(variable))).toEqual([]);
    expect(format).not.toMatch(/\$(request|input|stageVariables)/);
  });

  test("contains no callers' text that could break its JSON", () => {
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
    const fromTemplate = ['routeKey', 'resourcePath', 'httpMethod'];
    const safe = [...writtenByAws, ...fromTemplate, ...ours];
    const broken = breakingVariables(format, {}, '"').filter(
      (variable) => !safe.includes(variable),
    );
    // A REST API escapes the user agent itself, as a published log line shows (DataBiosphere/azul, issue 4348);
    // a TOKEN authorizer does not receive it.
    expect(broken).toEqual(api === 'rest' ? ['identity.userAgent'] : []);
  });

  test('is valid JSON with the subject, for any token and user agent', () => {
    fc.assert(
      fc.property(
        hostile,
        hostile,
        fc.constantFrom(allowed, rejected),
        (sub, userAgent, decision) => {
          const context = authorizerVariables(decision(sub), userAgent);
          const line = accessLogLine(format, context, 'unescaped');
          expect(line).not.toMatch(/[\n\r]/);
          const parsed = JSON.parse(line);
          expect(parsed.sub).toBe(logged(sub));
          if (api === 'http') expect(parsed.userAgent).toBe(logged(userAgent));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('contains the reason of a rejection, and the issuer', () => {
    const context = authorizerVariables(rejected('alice'), 'curl/8');
    expect(JSON.parse(accessLogLine(format, context, 'escaped'))).toMatchObject({
      reason: 'expired',
      iss: 'https://a.example/i',
      sub: 'alice',
    });
  });
});
