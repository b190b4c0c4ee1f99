import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { signed, signingKey } from '../../test/signing.ts';
import type { Certificate } from './certificate.ts';

export const benchAudience = 'bench';

/** Zuplo's algorithm, and the one that all libraries support. */
export type BenchAlgorithm = 'EdDSA' | 'RS256';

/** A local issuer with a JWKS endpoint over TLS. */
export interface Issuer {
  readonly url: string;
  token(algorithm: BenchAlgorithm): string;
  close(): Promise<void>;
}

/** Starts an issuer on a loopback port. */
export async function startIssuer({ key, cert }: Certificate): Promise<Issuer> {
  const keys = {
    EdDSA: { signer: signingKey('EdDSA'), kid: 'bench-1' },
    RS256: { signer: signingKey('RS256'), kid: 'bench-2' },
  };
  const jwks = Object.values(keys).map(({ signer, kid }) => ({
    ...signer.jwk,
    kid,
    alg: signer.alg,
    use: 'sig',
  }));
  const server = createServer({ key, cert }, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: jwks }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/__zuplo/issuer`;
  return {
    url,
    token(algorithm) {
      const { signer, kid } = keys[algorithm];
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: url, aud: benchAudience, sub: 'consumer', iat: now, exp: now + 300 };
      return signed(signer, { header: { alg: signer.alg, kid }, payload });
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
