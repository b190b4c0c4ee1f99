import type { RejectionReason } from '../../lambdas/authorizer/token-rejected-error.ts';
import { allow, type ConformanceCase, refuse } from './conformance-case.ts';
import { leewaySeconds, now, type World } from './world.ts';

/** Times at the edges of the leeway, under a clock that stands still. */
export function timeCases(world: World): readonly ConformanceCase[] {
  return [...expiries(world), ...beginnings(world), ...together(world)];
}

/** JSON as it stands in the payload: a number may be spelt in ways that JavaScript would not. */
function withClaim(world: World, name: string, json: string): string {
  const { [name]: _, ...others } = world.claims;
  return world.over(`${JSON.stringify(others).slice(0, -1)},"${name}":${json}}`);
}

function expiries(world: World): readonly ConformanceCase[] {
  const section = 'RFC 7519 §4.1.4';
  const passing: Readonly<Record<string, string>> = {
    'a second ahead': String(now + 1),
    'this very second': String(now),
    'a second ago': String(now - 1),
    'one second within the leeway': String(now - leewaySeconds + 1),
    'a millisecond within the leeway': `${now - leewaySeconds}.001`,
    'a tenth of a second within the leeway': `${now - leewaySeconds}.1`,
    'with a fraction': `${now + 10}.5`,
    'with an exponent': '1.9e9',
    'with a fraction of zeros': `${now + 10}.000`,
    'in the year 9999': '253402300799',
    'at the largest safe integer': '9007199254740991',
    'beyond the safe integers': '9007199254740993',
    'in milliseconds, by mistake': `${now}000`,
    'of 1e300': '1e300',
  };
  const past: Readonly<Record<string, string>> = {
    'exactly the leeway ago': String(now - leewaySeconds),
    'a millisecond beyond the leeway': `${now - leewaySeconds - 1}.999`,
    'a second beyond the leeway': String(now - leewaySeconds - 1),
    'an hour ago': String(now - 3600),
    one: '1',
    zero: '0',
    'minus zero': '-0',
    'before 1970': '-1',
    'of -1e300': '-1e300',
    'of 1e-300': '1e-300',
  };
  const unusable = [
    'null',
    'true',
    'false',
    `"${now + 300}"`,
    '""',
    '"2099-01-01T00:00:00Z"',
    '[]',
    `[${now + 300}]`,
    '{}',
    '1e400',
    '-1e400',
    '"Infinity"',
  ];
  return [
    ...Object.entries(passing).map(([name, json]) =>
      allow(`exp ${name}`, section, withClaim(world, 'exp', json)),
    ),
    ...Object.entries(past).map(([name, json]) =>
      refuse('expired', `exp ${name}`, section, withClaim(world, 'exp', json)),
    ),
    ...unusable.map((json) =>
      refuse('missing_expiry', `exp ${json}`, 'RFC 7519 §2', withClaim(world, 'exp', json)),
    ),
    refuse('missing_expiry', 'no exp', 'RFC 9068 §2.2', world.token({ exp: undefined })),
    refuse(
      'missing_expiry',
      'exp under a name in capitals',
      'RFC 7519 §4',
      world.token({ exp: undefined, EXP: now + 300 }),
    ),
  ];
}

function beginnings(world: World): readonly ConformanceCase[] {
  const passing: Readonly<Record<string, string>> = {
    'this very second': String(now),
    'a second ago': String(now - 1),
    'exactly the leeway ahead': String(now + leewaySeconds),
    'a millisecond within the leeway': `${now + leewaySeconds - 1}.999`,
    'with a fraction': `${now - 10}.25`,
    zero: '0',
    'before 1970': '-1',
    'of -1e300': '-1e300',
  };
  const ahead: Readonly<Record<string, string>> = {
    'a millisecond beyond the leeway': `${now + leewaySeconds}.001`,
    'a second beyond the leeway': String(now + leewaySeconds + 1),
    'an hour ahead': String(now + 3600),
    'in milliseconds, by mistake': `${now}000`,
    'of 1e300': '1e300',
    'of 1e400': '1e400',
    'of -1e400': '-1e400',
    null: 'null',
    true: 'true',
    'of text': `"${now}"`,
    'of no text': '""',
    'of a list': `[${now}]`,
    'of an object': '{}',
  };
  const sections = { nbf: 'RFC 7519 §4.1.5', iat: 'RFC 7519 §4.1.6' };
  return Object.entries(sections).flatMap(([claim, section]) => [
    ...Object.entries(passing).map(([name, json]) =>
      allow(`${claim} ${name}`, section, withClaim(world, claim, json)),
    ),
    ...Object.entries(ahead).map(([name, json]) =>
      refuse('not_yet_valid', `${claim} ${name}`, section, withClaim(world, claim, json)),
    ),
    allow(`no ${claim}`, section, world.token({ [claim]: undefined })),
  ]);
}

function together(world: World): readonly ConformanceCase[] {
  const rows: readonly (readonly [RejectionReason | 'allow', string, object])[] = [
    ['allow', 'nbf after exp, both within the leeway', { exp: now - 1, nbf: now + 1 }],
    ['allow', 'iat after exp, both within the leeway', { exp: now - 2, iat: now + 3 }],
    ['allow', 'iat long ago and exp long ahead', { iat: 0, exp: now + 1e9 }],
    ['allow', 'iat before nbf', { iat: now - 5, nbf: now - 1 }],
    ['allow', 'nbf before iat', { iat: now, nbf: now - 100 }],
    ['expired', 'exp before iat', { iat: now, exp: now - 10 }],
    ['not_yet_valid', 'nbf good and iat ahead', { nbf: now, iat: now + 10 }],
    ['not_yet_valid', 'iat good and nbf ahead', { nbf: now + 10, iat: now }],
  ];
  return rows.map(([expected, name, claims]) =>
    expected === 'allow'
      ? allow(name, 'RFC 7519 §4.1', world.token(claims))
      : refuse(expected, name, 'RFC 7519 §4.1', world.token(claims)),
  );
}
