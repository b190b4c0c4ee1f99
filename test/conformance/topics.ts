import { acceptedJwksCases } from './accepted-jwks.ts';
import { acceptedTokenCases } from './accepted-tokens.ts';
import { algorithmCases } from './algorithms.ts';
import { authorizationHeaderCases } from './authorization-header.ts';
import { checkOrderCases } from './check-order.ts';
import { claimCases } from './claims.ts';
import type { ConformanceCase } from './conformance-case.ts';
import type { ConformanceContext } from './context.ts';
import { ecdsaCases } from './ecdsa-signatures.ts';
import { eddsaCases } from './eddsa-signatures.ts';
import { emptyMemberCases } from './empty-members.ts';
import { encodingCases } from './encodings.ts';
import { headerCases } from './headers.ts';
import { keyCases } from './keys.ts';
import { pssCases } from './pss-signatures.ts';
import { rsaCases } from './rsa-signatures.ts';
import { settingsCases } from './settings.ts';
import { signatureCases } from './signatures.ts';
import { timeCases } from './times.ts';

/** A table of cases about one topic. */
export interface Topic {
  readonly title: string;
  readonly cases: readonly ConformanceCase[];
}

const tables: Readonly<
  Record<string, (context: ConformanceContext) => readonly ConformanceCase[]>
> = {
  'Accepted tokens': acceptedTokenCases,
  'Accepted JWKS': acceptedJwksCases,
  'Authorization header': authorizationHeaderCases,
  Encodings: encodingCases,
  'Token headers': headerCases,
  Algorithms: algorithmCases,
  Keys: keyCases,
  'Keys with empty members': emptyMemberCases,
  Signatures: signatureCases,
  'EdDSA signatures': eddsaCases,
  'ECDSA signatures': ecdsaCases,
  'RSA signatures': rsaCases,
  'RSASSA-PSS signatures': pssCases,
  Claims: claimCases,
  Times: timeCases,
  Settings: settingsCases,
  'Order of checks': checkOrderCases,
};

/** Returns all topics of the suite. */
export function conformanceTopics(context: ConformanceContext): readonly Topic[] {
  return Object.entries(tables).map(([title, table]) => ({ title, cases: table(context) }));
}
