import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { authorizerEvents } from '../../test/authorizer-events.ts';
import { bundled, temporaryFolder } from '../bundle.ts';
import { selfSignedCertificate } from './certificate.ts';
import type { Contestant } from './contestants.ts';
import { benchAudience, startIssuer } from './issuer.ts';

/** One cold start in a new process. */
export interface ColdStart {
  /** The path of the bundle. */
  readonly bundle: string;
  /** The environment variables of the process. */
  readonly environment: Readonly<Record<string, string>>;
  /** The first event, with a new token. */
  readonly event: unknown;
}

export interface ColdEnvironment {
  coldStartOf(contestant: Contestant): ColdStart;
  close(): Promise<void>;
}

/** Starts the issuer, and bundles the contestants. */
export async function createColdEnvironment(
  contestants: readonly Contestant[],
): Promise<ColdEnvironment> {
  const certificate = selfSignedCertificate();
  const authorities = join(temporaryFolder(), 'authorities.pem');
  writeFileSync(authorities, [...rootCertificates, certificate.cert].join('\n'));
  const issuer = await startIssuer(certificate);
  const bundles = new Map(
    contestants.map(({ name, entry, format }) => [name, bundled(entry, format)]),
  );
  const environment = {
    PATH: process.env['PATH'] ?? '',
    ISSUER: issuer.url,
    AUDIENCE: benchAudience,
    // With NODE_EXTRA_CA_CERTS, a second thread would parse the root certificates while Node.js starts. This
    // way they are parsed with the first TLS context, as on Lambda.
    NODE_OPTIONS: '--use-openssl-ca',
    SSL_CERT_FILE: authorities,
  };
  return {
    coldStartOf: ({ name, algorithm }) => ({
      bundle: bundles.get(name) ?? '',
      environment,
      event: authorizerEvents.rest(`Bearer ${issuer.token(algorithm)}`),
    }),
    close: issuer.close,
  };
}
