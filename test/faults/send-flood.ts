import type { KeyEndpoint } from '../key-endpoint.ts';
import type { Authorizer } from './context.ts';

export interface Flood {
  readonly authorizer: Authorizer;
  readonly endpoint: KeyEndpoint;
  readonly size: number;
  /** Returns forged tokens; all differ. */
  readonly forged: (index: number) => string;
  /** Returns valid tokens; one is sent after every twentieth forged one. */
  readonly valid: (index: number) => string;
}

/** Sends one request after the other, as one instance of a Lambda function receives them. */
export async function sendFlood({ authorizer, endpoint, size, forged, valid }: Flood): Promise<{
  /** Each outcome once. */
  readonly forged: readonly string[];
  readonly valid: readonly string[];
  /** JWKS fetches that a valid token had to wait for. */
  readonly fetchesForValid: number;
}> {
  const outcomes = { forged: new Set<string>(), valid: new Set<string>() };
  let fetchesForValid = 0;
  for (let index = 0; index < size; index += 1) {
    outcomes.forged.add(await authorizer.authorize(forged(index)));
    if (index % 20 > 0) continue;
    const before = endpoint.fetches;
    outcomes.valid.add(await authorizer.authorize(valid(index)));
    fetchesForValid += endpoint.fetches - before;
  }
  return { forged: [...outcomes.forged], valid: [...outcomes.valid], fetchesForValid };
}
