import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { signed, signingKey } from '../../test/signing.ts';
import type { Certificate } from './certificate.ts';

export const benchAudience = 'bench';

/** The algorithms that contestants are compared by: Zuplo's own, and the one that all of them know. */
export type BenchAlgorithm = 'EdDSA' | 'RS256';

/** An issuer of tokens on this machine, with its keys at `<url>/.well-known/jwks.json`. */
export interface Issuer {
  readonly url: string;
  token(algorithm: BenchAlgorithm): string;
  close(): Promise<void>;
}

/** Starts an issuer; with a certificate it speaks https, without one http. */
export async function startIssuer(certificate?: Certificate): Promise<Issuer> {
  const keys = {
    EdDSA: { key: signingKey('EdDSA'), kid: 'bench-1' },
    RS256: { key: signingKey('RS256'), kid: 'bench-2' },
  };
  const jwks = Object.values(keys).map(({ key, kid }) => ({
    ...key.jwk,
    kid,
    alg: key.alg,
    use: 'sig',
  }));
  const server = serverFor(certificate, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: jwks }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `${certificate ? 'https' : 'http'}://127.0.0.1:${port}/__zuplo/issuer`;
  return {
    url,
    token(algorithm) {
      const { key, kid } = keys[algorithm];
      const now = Math.floor(Date.now() / 1000);
      const payload = { iss: url, aud: benchAudience, sub: 'consumer', iat: now, exp: now + 300 };
      return signed(key, { header: { alg: key.alg, kid }, payload });
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function serverFor(certificate: Certificate | undefined, listener: RequestListener): Server {
  return certificate ? createHttpsServer({ ...certificate }, listener) : createHttpServer(listener);
}
