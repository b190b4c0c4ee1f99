import { byJson, type ConformanceCase, cases, prefixed } from './conformance-case.ts';
import { audience, type ConformanceContext, leewaySeconds, now } from './context.ts';

/** Defaults of the settings that cases change. */
export const noOtherSettings = {
  ISSUERS: '',
  ALGORITHMS: '',
  DENIED_SUBJECTS: '',
  MAX_TOKEN_LIFETIME_SECONDS: '0',
};

/** A policy for each issuer, denied subjects, accepted algorithms, and the longest lifetime. */
export function settingsCases(context: ConformanceContext): readonly ConformanceCase[] {
  return [
    ...policies(context),
    ...requiredClaims(context),
    ...deniedSubjects(context),
    ...algorithms(context),
    ...lifetimes(context),
  ];
}

const own = 'https://own.example.com/';

/** The first issuer has only its audience and EdDSA; the second has another audience. */
function policies(context: ConformanceContext): readonly ConformanceCase[] {
  const { issuer, secondIssuer, secondSigner, signers, token } = context;
  const environment = withPolicies(
    { issuer, audience, algorithms: ['EdDSA'] },
    { issuer: secondIssuer, audience: [own, 'another'] },
  );
  const second = (claims: object, header = {}, signer = secondSigner) =>
    token({ iss: secondIssuer, ...claims }, { kid: 'EdDSA', ...header }, signer);
  const row = (text: string) => ({ token: text, environment });
  return [
    ...cases(
      'allow',
      'RFC 7519 §4.1.3',
      {
        'token of the first issuer with its audience': token(),
        'token of the second issuer with its audience': second({ aud: own }),
        'token of the second issuer with its other audience': second({ aud: ['x', 'another'] }),
        'token of the second issuer with both audiences': second({ aud: [audience, own] }),
      },
      row,
    ),
    ...cases(
      'wrong_audience',
      'RFC 8725 §3.9',
      {
        'token of the second issuer with the audience of the first': second({ aud: audience }),
        'token of the first issuer with the audience of the second': token({ aud: own }),
        'token of the first issuer with all audiences of the second': token({
          aud: [own, 'another'],
        }),
      },
      row,
    ),
    ...cases(
      'unsupported_algorithm',
      'RFC 8725 §3.1',
      { 'token of the first issuer with an algorithm of the second': token({}, {}, signers.RS256) },
      row,
    ),
    ...cases(
      'bad_signature',
      'RFC 8725 §3.8',
      {
        'token of the second issuer, signed by the first': second({ aud: own }, {}, signers.EdDSA),
        'token of the first issuer, signed by the second': token({}, {}, secondSigner),
      },
      row,
    ),
  ];
}

/** As for Zuplo's identity tokens, whose issuer and keys many customers share. */
function requiredClaims(context: ConformanceContext): readonly ConformanceCase[] {
  const { issuer, secondIssuer, secondSigner, token, withPayload, claims } = context;
  const required = { account: 'acme', tier: ['gold', 'silver'], level: [3, 4], beta: true };
  const environment = withPolicies(
    { issuer, audience, requiredClaims: required },
    { issuer: secondIssuer, audience },
  );
  const valid = { account: 'acme', tier: 'gold', level: 3, beta: true };
  const row = (changes: object) => ({ token: token({ ...valid, ...changes }), environment });
  const inPrototype = JSON.stringify({ ...claims, ...valid, account: undefined }).slice(0, -1);
  return [
    ...cases<object>(
      'allow',
      'RFC 7519 §4.3',
      byJson<object>('required claims with', [
        {},
        { tier: 'silver' },
        { tier: ['bronze', 'silver'] },
        { account: ['other', 'acme'] },
        { level: 4.0 },
        { level: ['3', 4] },
        { beta: [false, true] },
      ]),
      row,
    ),
    ...cases('allow', 'RFC 8725 §3.8', {
      'token of another issuer, which requires no claims': {
        token: token({ iss: secondIssuer }, { kid: 'EdDSA' }, secondSigner),
        environment,
      },
    }),
    ...cases<object>(
      'wrong_claim',
      'RFC 7519 §4.3',
      byJson<object>('required claims with', [
        { account: null },
        { account: '' },
        { account: 'ACME' },
        { account: 'acme ' },
        { account: 'other' },
        { account: [] },
        { account: ['other'] },
        { account: [['acme']] },
        { account: { acme: true } },
        { account: 'acme,other' },
        { tier: 'bronze' },
        { tier: 'gold silver' },
        { tier: 0 },
        { level: '3' },
        { level: 5 },
        { beta: 'true' },
        { beta: 1 },
      ]),
      row,
    ),
    ...cases('wrong_claim', 'RFC 7519 §4.3', {
      'no required claim': { token: token(), environment },
      'one required claim missing': row({ account: undefined }),
      'required claim inside __proto__': {
        token: withPayload(`${inPrototype},"__proto__":{"account":"acme"}}`),
        environment,
      },
      'required claim, of duplicates another last': {
        token: withPayload(`${inPrototype},"account":"acme","account":"other"}`),
        environment,
      },
    }),
    ...cases('denied_subject', 'RFC 7519 §4.1.2', {
      'denied subject, before a required claim': {
        token: token({ sub: 'mallory' }),
        environment: { ...environment, DENIED_SUBJECTS: 'mallory' },
      },
    }),
  ];
}

function deniedSubjects({ token, unpublished }: ConformanceContext): readonly ConformanceCase[] {
  const environment = { DENIED_SUBJECTS: 'mallory,api-gateway,eve smith' };
  const row = (sub: string) => ({ token: token({ sub }), environment, sub });
  return [
    ...cases(
      'denied_subject',
      'RFC 7519 §4.1.2',
      prefixed('subject', {
        mallory: 'mallory',
        'api-gateway': 'api-gateway',
        'with a space': 'eve smith',
      }),
      row,
    ),
    ...cases(
      'allow',
      'RFC 7519 §4.1.2',
      prefixed('subject', {
        'that is not denied': 'alice',
        'that differs from a denied one in case': 'Mallory',
        'that begins with a denied one': 'mallory2',
        'that ends with a denied one': 'not-mallory',
      }),
      row,
    ),
    ...cases('bad_signature', 'RFC 7519 §7.2', {
      'denied subject, signed with an unpublished key': {
        token: token({ sub: 'mallory' }, {}, unpublished.EdDSA),
        environment,
      },
    }),
    ...cases('expired', 'RFC 7519 §4.1.4', {
      'denied subject, expired': { token: token({ sub: 'mallory', exp: now - 100 }), environment },
    }),
  ];
}

function algorithms({ token, signers }: ConformanceContext): readonly ConformanceCase[] {
  const rfc = 'RFC 8725 §3.1';
  const rows = (accepted: string, names: readonly (keyof typeof signers)[]) =>
    Object.fromEntries(
      names.map((name) => [
        `${name} token, accepted algorithms ${accepted}`,
        { token: token({}, {}, signers[name]), environment: { ALGORITHMS: accepted } },
      ]),
    );
  return [
    ...cases('allow', rfc, {
      ...rows('EdDSA', ['EdDSA']),
      ...rows('Ed25519', ['EdDSA']),
      ...rows('PS256,ES256', ['PS256', 'ES256']),
    }),
    ...cases('allow', 'RFC 9864 §2.2', {
      'Ed25519 token, accepted algorithms EdDSA': {
        token: token({}, { alg: 'Ed25519' }),
        environment: { ALGORITHMS: 'EdDSA' },
      },
    }),
    ...cases('unsupported_algorithm', rfc, {
      ...rows('Ed25519', ['RS256', 'ES256']),
      ...rows('PS256,ES256', ['RS256', 'PS384', 'ES384', 'EdDSA']),
    }),
  ];
}

function lifetimes({ token }: ConformanceContext): readonly ConformanceCase[] {
  const environment = { MAX_TOKEN_LIFETIME_SECONDS: '3600' };
  const row = (exp: number) => ({ token: token({ exp }), environment });
  return [
    ...cases(
      'allow',
      'RFC 7519 §4.1.4',
      prefixed('at most one hour, exp', {
        'in one hour': now + 3600,
        'in one hour and the leeway': now + 3600 + leewaySeconds,
      }),
      row,
    ),
    ...cases(
      'lifetime_too_long',
      'RFC 7519 §4.1.4',
      prefixed('at most one hour, exp', {
        'a second after one hour and the leeway': now + 3600 + leewaySeconds + 1,
        'in a day': now + 86_400,
        'at the last second of a Date': 8_640_000_000_000,
      }),
      row,
    ),
  ];
}

function withPolicies(...entries: readonly object[]): Readonly<Record<string, string>> {
  return { ISSUERS: JSON.stringify(entries), ISSUER: '', AUDIENCE: '' };
}
