import { writeSync } from 'node:fs';
import { authorizerSettings } from '../../contract/settings.ts';
import { fetchJwks } from '../../lambdas/authorizer/jwks/fetch-jwks.ts';

/**
 * The child that takes the authorizer's initialisation apart: the same steps in the same order, one
 * by one, with the clock read in between. Modules by getBuiltinModule, as an import of them would
 * already have happened when the first line here runs.
 */
const marks: [string, number][] = [];
let last = process.hrtime.bigint();

function mark(step: string): void {
  const now = process.hrtime.bigint();
  marks.push([step, Number(now - last) / 1e6]);
  last = process.hrtime.bigint();
}

process.getBuiltinModule('node:http');
mark('load http and net (the runtime client does)');
const { createPublicKey, verify } = process.getBuiltinModule('node:crypto');
mark('load crypto');
process.getBuiltinModule('node:https');
mark('load https and tls');
const { issuers } = authorizerSettings(process.env);
mark('read the settings');
process.getBuiltinModule('node:tls').createSecureContext();
mark('TLS context with its root certificates');
const document = await fetchJwks(new URL(`${issuers[0]}/.well-known/jwks.json`), 2000, () => false);
mark('fetch the keys');
const [jwk] = JSON.parse(document).keys;
const key = createPublicKey({ key: jwk, format: 'jwk' });
mark('import a key');
verify(null, Buffer.from('input'), key, Buffer.alloc(64));
mark('first verification');
writeSync(3, JSON.stringify(marks));
process.exit(0);
