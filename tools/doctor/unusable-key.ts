import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { isJsonObject, type JsonObject } from 'local-gateway/json';
import { describedValue } from './described-value.ts';
import { privateMembersOf } from './private-members.ts';
import { isOfSmallOrder } from './small-order.ts';

/** What the authorizer asks of a key that is named by `kty` and `crv`. */
interface Kind {
  readonly algorithms: readonly string[];
  /** The members that hold the key, with how many octets they have where that is fixed. */
  readonly members: Readonly<Record<string, number | undefined>>;
}

const rsa: Kind = {
  algorithms: ['RS256', 'RS384', 'RS512'],
  members: { n: undefined, e: undefined },
};

/** By `kty`, then by `crv` (RFC 7518 section 6, RFC 8037 section 2). */
const curves: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  OKP: { Ed25519: { algorithms: ['EdDSA'], members: { x: 32 } } },
  EC: {
    'P-256': { algorithms: ['ES256'], members: { x: 32, y: 32 } },
    'P-384': { algorithms: ['ES384'], members: { x: 48, y: 48 } },
    'P-521': { algorithms: ['ES512'], members: { x: 66, y: 66 } },
  },
};

/**
 * Says in words why the authorizer leaves a key out; undefined if it does not. The authorizer itself
 * only says whether it does: this follows its rules (public-key.ts), and a property holds the two together.
 * @param jwk one member of a key set as JSON has it
 */
export function whyUnusable(jwk: unknown): string | undefined {
  if (!isJsonObject(jwk)) return 'it is not an object';
  const kind = kindOf(jwk);
  if (typeof kind === 'string') return kind;
  return (
    wrongPurpose(jwk) ?? wrongAlgorithm(jwk, kind) ?? wrongMembers(jwk, kind) ?? unsafe(jwk, kind)
  );
}

/** Gives the key's kind, or why it is of none that the authorizer knows. */
function kindOf({ kty, crv }: JsonObject): Kind | string {
  if (kty === 'oct') return 'it is symmetric: whoever reads the set has it, and could sign with it';
  if (kty === 'RSA')
    return crv === undefined ? rsa : 'it is RSA and has a crv, which is for curves';
  const known = typeof kty === 'string' && Object.hasOwn(curves, kty) ? curves[kty] : undefined;
  if (known === undefined) return `its kty is ${describedValue(kty)}, not RSA, EC or OKP`;
  const kind = typeof crv === 'string' && Object.hasOwn(known, crv) ? known[crv] : undefined;
  return kind ?? `its crv is ${describedValue(crv)}, not ${Object.keys(known).join(', ')}`;
}

function wrongPurpose(jwk: JsonObject): string | undefined {
  const { use, key_ops: operations, kid } = jwk;
  const secrets = privateMembersOf(jwk);
  if (secrets.length > 0) return `it is private: it has ${secrets.join(', ')}`;
  if (use === 'enc') return 'its use is enc: it is for encryption, not for signatures';
  if (use !== undefined && use !== 'sig') return `its use is ${describedValue(use)}, not sig`;
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) {
    return `its key_ops are ${describedValue(operations)}, without verify`;
  }
  if (kid !== undefined && typeof kid !== 'string')
    return `its kid is ${describedValue(kid)}, not text`;
  return undefined;
}

function wrongAlgorithm({ alg }: JsonObject, { algorithms }: Kind): string | undefined {
  if (alg === undefined || algorithms.some((name) => name === alg)) return undefined;
  const its = `its alg is ${describedValue(alg)}`;
  if (/^PS\d/.test(String(alg))) return `${its}: RSA-PSS is not supported`;
  if (/^HS\d/.test(String(alg))) return `${its}, which takes a shared secret and not a public key`;
  if (alg === 'Ed25519') return `${its}, a newer name (RFC 9864) that the authorizer does not know`;
  return `${its}, and a key of this kind serves ${algorithms.join(', ')} here`;
}

function wrongMembers(jwk: JsonObject, { members }: Kind): string | undefined {
  for (const [member, octets] of Object.entries(members)) {
    const value = jwk[member];
    if (value === undefined) return `it has no ${member}`;
    if (typeof value !== 'string') return `its ${member} is ${describedValue(value)}, not text`;
    const bytes = Buffer.from(value, 'base64url');
    if (value === '' || bytes.toString('base64url') !== value) {
      return `its ${member} is not base64url without padding or left-over bits (RFC 7515 section 2)`;
    }
    if (octets !== undefined && bytes.length !== octets) {
      return `its ${member} has ${bytes.length} octets, and its curve asks for ${octets}`;
    }
  }
  return undefined;
}

function unsafe(jwk: JsonObject, kind: Kind): string | undefined {
  if (kind === rsa) return weakRsa(jwk);
  const { crv, x, y } = jwk;
  if (jwk['kty'] === 'OKP') {
    return isOfSmallOrder(octetsOf(x))
      ? 'its x is a point of small order: one signature under it fits many messages'
      : undefined;
  }
  try {
    createPublicKey({ key: { kty: 'EC', crv, x, y } as JsonWebKey, format: 'jwk' });
    return undefined;
  } catch {
    return `its x and y are no point of ${crv}`;
  }
}

function weakRsa({ n, e }: JsonObject): string | undefined {
  const bits = numberOf(n).toString(2).length;
  if (bits < 2048) return `its modulus has ${bits} bits, fewer than 2048`;
  if (bits > 8192) return `its modulus has ${bits} bits, more than 8192`;
  const exponent = numberOf(e);
  if (exponent < 3n) return `its exponent is ${exponent}, less than 3`;
  return exponent % 2n === 0n ? 'its exponent is even' : undefined;
}

function octetsOf(base64url: unknown): Buffer {
  return Buffer.from(String(base64url), 'base64url');
}

function numberOf(base64url: unknown): bigint {
  return BigInt(`0x${octetsOf(base64url).toString('hex')}`);
}
