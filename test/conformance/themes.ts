import { acceptedCases } from './accepted.ts';
import { acceptedKeyCases } from './accepted-keys.ts';
import { algorithmCases } from './algorithms.ts';
import { authorizationHeaderCases } from './authorization-header.ts';
import { claimCases } from './claims.ts';
import type { ConformanceCase } from './conformance-case.ts';
import { ecdsaCases } from './ecdsa-signatures.ts';
import { eddsaCases } from './eddsa-signatures.ts';
import { encodingCases } from './encodings.ts';
import { headerCases } from './header.ts';
import { keyCases } from './keys.ts';
import { orderCases } from './order.ts';
import { rsaCases } from './rsa-signatures.ts';
import { signatureCases } from './signatures.ts';
import { timeCases } from './times.ts';
import type { World } from './world.ts';

/** A table of the suite. */
export interface Theme {
  readonly title: string;
  readonly cases: readonly ConformanceCase[];
}

const tables: Readonly<Record<string, (world: World) => readonly ConformanceCase[]>> = {
  'Tokens that pass': acceptedCases,
  'Key sets that pass': acceptedKeyCases,
  'Authorization headers': authorizationHeaderCases,
  Encodings: encodingCases,
  Headers: headerCases,
  Algorithms: algorithmCases,
  Keys: keyCases,
  Signatures: signatureCases,
  'EdDSA signatures': eddsaCases,
  'ECDSA signatures': ecdsaCases,
  'RSA signatures': rsaCases,
  Claims: claimCases,
  Times: timeCases,
  'Order of checks': orderCases,
};

/** Gives every table of the suite. */
export function themes(world: World): readonly Theme[] {
  return Object.entries(tables).map(([title, cases]) => ({ title, cases: cases(world) }));
}
