import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { type Bundle, bundled } from './bundles.ts';
import { selfSignedCertificate } from './certificate.ts';
import type { Contestant } from './contestants.ts';
import { benchAudience, startIssuer } from './issuer.ts';

/** All that cold starts need: issuers that answer, bundles on disk, and what each contestant is told. */
export interface Stage {
  /** The bundled runner.ts. */
  readonly runner: string;
  /** Where bundles are. */
  readonly folder: string;
  bundle(contestant: Contestant): Bundle;
  environment(contestant: Contestant): Readonly<Record<string, string>>;
  /** An event with a fresh token. */
  event(contestant: Contestant): unknown;
  close(): Promise<void>;
}

/** Sets everything up in a temporary folder, which `close` removes. */
export async function setStage(contestants: readonly Contestant[]): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-cold-'));
  const certificate = selfSignedCertificate();
  const authorities = join(folder, 'authorities.pem');
  writeFileSync(authorities, [...rootCertificates, certificate.cert].join('\n'));
  const secure = await startIssuer(certificate);
  const plain = await startIssuer();
  const issuerOf = (contestant: Contestant) => (contestant.plain ? plain : secure);
  const runner = await bundled({ name: 'runner', entry: 'runner.ts' }, folder);
  const bundles = new Map<string, Bundle>();
  for (const contestant of contestants) {
    bundles.set(contestant.name, await bundled(contestant, folder));
  }
  return {
    runner: runner.file,
    folder,
    bundle({ name }) {
      const bundle = bundles.get(name);
      if (bundle === undefined) throw new Error(`no bundle of ${name}`);
      return bundle;
    },
    environment: (contestant) => ({
      PATH: process.env['PATH'] ?? '',
      ISSUER: issuerOf(contestant).url,
      AUDIENCE: benchAudience,
      // NODE_EXTRA_CA_CERTS would have a second thread parse all root certificates while Node.js starts,
      // which spares a cold start the 5 ms that it takes on Lambda, where nobody sets it. This way they
      // are parsed with the first TLS context, as the built-in ones are.
      NODE_OPTIONS: ['--use-openssl-ca', contestant.nodeOptions ?? ''].join(' ').trim(),
      SSL_CERT_FILE: authorities,
    }),
    event: (contestant) => ({
      type: 'TOKEN',
      authorizationToken: `Bearer ${issuerOf(contestant).token(contestant.algorithm)}`,
      methodArn: 'arn:aws:execute-api:eu-west-1:000000000000:abcdef1234/prod/GET/protected',
    }),
    async close() {
      await Promise.all([secure.close(), plain.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}
