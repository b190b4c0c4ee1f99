import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundled } from '../cold/bundles.ts';

/** A fresh instance of the authorizer in this process. */
export interface LoadedAuthorizer {
  /** Asks it about a token; says whether the request may pass, and false for a failure of any kind. */
  allows(token: string): Promise<boolean>;
}

/** Bundles the authorizer once; gives what loads it anew for an issuer. */
export async function authorizerLoader() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-load-'));
  const { file } = await bundled(
    { name: 'ours', entry: '../../lambdas/authorizer/handler.ts' },
    folder,
  );
  let instances = 0;
  return {
    async load(issuer: string, audience: string): Promise<LoadedAuthorizer> {
      Object.assign(process.env, { ISSUER: issuer, AUDIENCE: audience });
      instances += 1;
      const { handler } = await quietly(() => import(`${pathToFileURL(file).href}?${instances}`));
      return { allows: (token) => quietly(() => isAllowed(handler, token)) };
    },
    remove() {
      for (const variable of ['ISSUER', 'AUDIENCE']) delete process.env[variable];
      rmSync(folder, { recursive: true });
    },
  };
}

async function isAllowed(
  handler: (event: unknown) => Promise<unknown>,
  token: string,
): Promise<boolean> {
  const event = {
    type: 'TOKEN',
    authorizationToken: `Bearer ${token}`,
    methodArn: 'arn:aws:execute-api:eu-west-1:000000000000:abcdef1234/prod/GET/protected',
  };
  const answer = await handler(event).catch(() => undefined);
  return JSON.stringify(answer)?.includes('"Allow"') ?? false;
}

/** The authorizer's log would be thousands of lines. */
async function quietly<Result>(run: () => Promise<Result>): Promise<Result> {
  const { info, warn, error } = console;
  const nothing = () => {};
  Object.assign(console, { info: nothing, warn: nothing, error: nothing });
  try {
    return await run();
  } finally {
    Object.assign(console, { info, warn, error });
  }
}
