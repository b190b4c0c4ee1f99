import { type Finding, openProblem, warning } from './finding.ts';

/** What makes Node.js trust more certificates here than it does in Lambda. */
const widenings = ['NODE_EXTRA_CA_CERTS', 'NODE_USE_SYSTEM_CA'];

/** Says in how far this machine's word on an issuer's certificate is not Lambda's. */
export function certificateTrust(
  issuer: string,
  environment: Readonly<Record<string, string | undefined>>,
): readonly Finding[] {
  if (!issuer.startsWith('https:')) return [];
  if (environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    const off = 'NODE_TLS_REJECT_UNAUTHORIZED is 0';
    return [openProblem(`certificate: not checked, for ${off} here: unset it`, off)];
  }
  const set = widenings.filter((name) => environment[name] !== undefined);
  if (set.length === 0) return [];
  return [
    warning(`certificate: ${set.join(', ')} may make this machine trust more than Lambda does`),
  ];
}
