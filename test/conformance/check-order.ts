import type { RejectionReason } from '../../contract/log-events.ts';
import { type ConformanceCase, cases } from './conformance-case.ts';
import { type ConformanceContext, now } from './context.ts';
import { compact, withSignature } from './signer.ts';

/**
 * Tokens with two faults: the reason is that of the first check. What can be forged without a key is
 * checked before the signature, what only the issuer can write after it.
 */
export function checkOrderCases(context: ConformanceContext): readonly ConformanceCase[] {
  const tables: Readonly<Partial<Record<RejectionReason, Readonly<Record<string, string>>>>> = {
    ...headerChecks(context),
    ...signatureChecks(context),
    ...claimChecks(context),
  };
  return Object.entries(tables).flatMap(([reason, rows]) =>
    cases(reason as RejectionReason, 'RFC 7519 §7.2', rows),
  );
}

const otherIssuer = { iss: 'https://evil.example' };
const otherAudience = { aud: 'other' };
const expired = { exp: now - 100 };
const notYetValid = { nbf: now + 100 };
const noExpiry = { exp: undefined };
const noSubject = { sub: undefined };
const unknownKey = { kid: 'unknown' };

function headerChecks({ token, unpublished }: ConformanceContext) {
  const { EdDSA } = unpublished;
  const crit = { crit: ['x'] };
  const typ = { typ: 'JWE' };
  return {
    malformed_token: {
      'payload that is an array, before crit': compact(EdDSA, { alg: 'EdDSA', ...crit }, '[]'),
      'type of alg, before crit': token({}, { ...crit, alg: 1 }),
      'type of kid, before typ': token({}, { ...typ, kid: 1 }),
      'type of kid, before alg': token({}, { alg: 'HS256', kid: 1 }),
      'type of exp, before crit': token({ exp: 'soon' }, crit),
      'type of aud, before iss': token({ ...otherIssuer, aud: 1 }),
      'type of sub, before the signature': token({ sub: 1 }, {}, EdDSA),
      'canonical encoding, before crit': `${token({}, crit)}=`,
      'type of kid, before the signature length': shortened(token({}, { kid: 1 })),
      'type of kid, before iss': token(otherIssuer, { kid: 1 }),
    },
    unsupported_critical_header: {
      'crit, before typ': token({}, { ...crit, ...typ }),
      'crit, before alg': token({}, { ...crit, alg: 'none' }),
      'crit, before a time beyond dates': token({ exp: 1e300 }, crit),
      'crit, before the signature': token({}, crit, EdDSA),
    },
    unsupported_type: {
      'typ, before alg': token({}, { ...typ, alg: 'none' }),
      'typ, before the signature': token({}, typ, EdDSA),
    },
    unsupported_algorithm: {
      'alg, before a time beyond dates': token({ exp: 1e300 }, { alg: 'HS256' }),
      'alg, before iss': token(otherIssuer, { alg: 'HS256' }),
    },
  };
}

function signatureChecks({ token, unpublished }: ConformanceContext) {
  const { EdDSA } = unpublished;
  return {
    unknown_issuer: {
      'iss, before the key': token(otherIssuer, unknownKey),
      'iss, before the signature': token(otherIssuer, {}, EdDSA),
      'iss, before aud': token({ ...otherIssuer, ...otherAudience }),
      'iss, before exp': token({ ...otherIssuer, ...expired }),
      'no claims': compact(EdDSA, { alg: 'EdDSA' }, {}),
    },
    unknown_key: {
      'key, before aud': token(otherAudience, unknownKey),
      'key, before exp': token(expired, unknownKey),
    },
    bad_signature: {
      'signature length, before iss': shortened(token(otherIssuer)),
      'signature length, before the key': shortened(token({}, unknownKey)),
      'signature, before aud': token(otherAudience, {}, EdDSA),
      'signature, before a missing exp': token(noExpiry, {}, EdDSA),
      'signature, before exp': token(expired, {}, EdDSA),
      'signature, before nbf': token(notYetValid, {}, EdDSA),
      'signature, before sub': token(noSubject, {}, EdDSA),
    },
  };
}

function claimChecks({ token, withPayload, issuer }: ConformanceContext) {
  return {
    wrong_audience: {
      'aud, before sub': token({ ...otherAudience, ...noSubject }),
      'aud, before iat': token({ ...otherAudience, iat: now + 100 }),
    },
    missing_expiry: {
      'missing exp, before aud': token({ ...otherAudience, ...noExpiry }),
      'iss as the only claim': withPayload({ iss: issuer }),
      'missing exp, before nbf': token({ ...noExpiry, ...notYetValid }),
      'missing exp, before sub': token({ ...noExpiry, ...noSubject }),
    },
    expired: {
      'exp, before aud': token({ ...otherAudience, ...expired }),
      'exp, before nbf': token({ ...expired, ...notYetValid }),
      'exp, before sub': token({ ...expired, ...noSubject }),
    },
    not_yet_valid: { 'nbf, before sub': token({ ...notYetValid, ...noSubject }) },
  };
}

function shortened(token: string): string {
  return withSignature(token, (bytes) => bytes.subarray(1));
}
