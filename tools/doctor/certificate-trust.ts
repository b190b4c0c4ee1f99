import { type Finding, unclearProblem, warning } from './finding.ts';

/** Variables that make Node.js trust more certificates here than in Lambda. */
const trustVariables = ['NODE_EXTRA_CA_CERTS', 'NODE_USE_SYSTEM_CA'];

/** Returns how this machine's trust in the issuer's certificate may differ from Lambda's. */
export function certificateTrust(
  issuer: string,
  environment: Readonly<Record<string, string | undefined>>,
): readonly Finding[] {
  if (!issuer.startsWith('https:')) return [];
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    const reason = 'certificates are not verified here: NODE_TLS_REJECT_UNAUTHORIZED is 0';
    return [unclearProblem(`certificate: ${reason}; unset it`, reason)];
  }
  const set = trustVariables.filter((name) => environment[name] !== undefined);
  if (set.length === 0) return [];
  return [
    warning(
      `certificate: with ${set.join(' and ')} set, this machine may trust more certificates than Lambda`,
    ),
  ];
}
