import { type ConformanceCase, cases, prefixed } from './conformance-case.ts';
import { type ConformanceContext, leewaySeconds, now } from './context.ts';

/** Times around the leeway, with a stopped clock. */
export function timeCases(context: ConformanceContext): readonly ConformanceCase[] {
  return [...expirations(context), ...starts(context), ...combinations(context)];
}

/** Returns a token with a claim as raw JSON: a number may be written as JavaScript would not write it. */
function withClaim({ claims, withPayload }: ConformanceContext, name: string) {
  const { [name]: _, ...others } = claims;
  const start = JSON.stringify(others).slice(0, -1);
  return (json: string) => withPayload(`${start},"${name}":${json}}`);
}

/** Beyond what a Date can hold: aws-jwt-verify throws RangeError when it compares these. */
const beyondDates = {
  'one second after the last of a Date': '8640000000001',
  'one second before the first of a Date': '-8640000000001',
  'at the largest safe integer': '9007199254740991',
  'above the largest safe integer': '9007199254740993',
  'of 1e300': '1e300',
  'of -1e300': '-1e300',
};

function expirations(context: ConformanceContext): readonly ConformanceCase[] {
  const withExp = withClaim(context, 'exp');
  const wrongType = [
    ...['null', 'true', 'false', `"${now + 300}"`, '""', '"2099-01-01T00:00:00Z"', '[]'],
    ...[`[${now + 300}]`, '{}', '"Infinity"'],
  ];
  return [
    ...cases(
      'allow',
      'RFC 7519 §4.1.4',
      prefixed('exp', {
        'in one second': String(now + 1),
        now: String(now),
        'one second ago': String(now - 1),
        'one second within the leeway': String(now - leewaySeconds + 1),
        'one millisecond within the leeway': `${now - leewaySeconds}.001`,
        '100 ms within the leeway': `${now - leewaySeconds}.1`,
        'with a fraction': `${now + 10}.5`,
        'with an exponent': '1.9e9',
        'with a zero fraction': `${now + 10}.000`,
        'in the year 9999': '253402300799',
        'in milliseconds': `${now}000`,
        'at the last second of a Date': '8640000000000',
      }),
      withExp,
    ),
    ...cases(
      'expired',
      'RFC 7519 §4.1.4',
      prefixed('exp', {
        'exactly the leeway ago': String(now - leewaySeconds),
        'one millisecond past the leeway': `${now - leewaySeconds - 1}.999`,
        'one second past the leeway': String(now - leewaySeconds - 1),
        'one hour ago': String(now - 3600),
        'of 1': '1',
        'of 0': '0',
        'of -0': '-0',
        'of -1': '-1',
        'at the first second of a Date': '-8640000000000',
        'of 1e-300': '1e-300',
      }),
      withExp,
    ),
    ...cases(
      'malformed_token',
      'RFC 7519 §2',
      {
        ...Object.fromEntries(
          [...wrongType, '1e400', '-1e400'].map((json) => [`exp ${json}`, json]),
        ),
        ...prefixed('exp', beyondDates),
      },
      withExp,
    ),
    ...cases('missing_expiry', 'RFC 9068 §2.2', { 'no exp': context.token({ exp: undefined }) }),
    ...cases('missing_expiry', 'RFC 7519 §4', {
      'EXP instead of exp': context.token({ exp: undefined, EXP: now + 300 }),
    }),
  ];
}

function starts(context: ConformanceContext): readonly ConformanceCase[] {
  const past = {
    now: String(now),
    'one second ago': String(now - 1),
    'exactly the leeway ahead': String(now + leewaySeconds),
    'one millisecond within the leeway': `${now + leewaySeconds - 1}.999`,
    'with a fraction': `${now - 10}.25`,
    'of 0': '0',
    'of -1': '-1',
    'at the first second of a Date': '-8640000000000',
  };
  const future = {
    'one millisecond past the leeway': `${now + leewaySeconds}.001`,
    'one second past the leeway': String(now + leewaySeconds + 1),
    'in one hour': String(now + 3600),
    'in milliseconds': `${now}000`,
    'at the last second of a Date': '8640000000000',
  };
  const malformed = {
    ...beyondDates,
    'of 1e400': '1e400',
    'of -1e400': '-1e400',
    null: 'null',
    true: 'true',
    'as text': `"${now}"`,
    'an empty string': '""',
    'an array': `[${now}]`,
    'an object': '{}',
  };
  const sections = { nbf: 'RFC 7519 §4.1.5', iat: 'RFC 7519 §4.1.6' };
  return Object.entries(sections).flatMap(([claim, rfc]) => [
    ...cases('allow', rfc, prefixed(claim, past), withClaim(context, claim)),
    ...cases('not_yet_valid', rfc, prefixed(claim, future), withClaim(context, claim)),
    ...cases('malformed_token', rfc, prefixed(claim, malformed), withClaim(context, claim)),
    ...cases('allow', rfc, { [`no ${claim}`]: context.token({ [claim]: undefined }) }),
  ]);
}

function combinations({ token }: ConformanceContext): readonly ConformanceCase[] {
  const rfc = 'RFC 7519 §4.1';
  return [
    ...cases('allow', rfc, {
      'nbf after exp, both within the leeway': token({ exp: now - 1, nbf: now + 1 }),
      'iat after exp, both within the leeway': token({ exp: now - 2, iat: now + 3 }),
      'iat long past, exp far ahead': token({ iat: 0, exp: now + 1e9 }),
      'iat before nbf': token({ iat: now - 5, nbf: now - 1 }),
      'nbf before iat': token({ iat: now, nbf: now - 100 }),
    }),
    ...cases('expired', rfc, { 'exp before iat': token({ iat: now, exp: now - 10 }) }),
    ...cases('not_yet_valid', rfc, {
      'valid nbf, iat ahead': token({ nbf: now, iat: now + 10 }),
      'valid iat, nbf ahead': token({ nbf: now + 10, iat: now }),
    }),
  ];
}
