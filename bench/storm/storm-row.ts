/** What happens to a service with very many execution environments, and when. Times in seconds. */
export interface Storm {
  readonly name: string;
  /** One sentence: what happens. */
  readonly what: string;
  readonly seconds: number;
  /** From when on the fetches are the storm's; before, the service warms up. */
  readonly fromSecond: number;
  /** When an environment begins, by its number; the service has `environments` of them. */
  readonly begin: (number: number, environments: number) => number;
  /** Requests with a good token that an environment gets in a second. */
  readonly requestsPerSecond: number;
  /** Requests with a forged token that an environment gets in a second, while it lasts. */
  readonly forged?: Lasting & { readonly perSecond: number };
  /** From this second on, tokens are signed with a second key, published so many seconds before. */
  readonly rotation?: { readonly at: number; readonly announcedSeconds: number };
  readonly outage?: Lasting & { readonly kind: 'error' | 'silence' };
  /** How many fetches the issuer answers in a second; it answers the rest with 429. `@default all` */
  readonly answersPerSecond?: number;
  /** All environments have the same times, as none do: what drawing them is for. `@default false` */
  readonly sameTimes?: boolean;
}

interface Lasting {
  readonly from: number;
  readonly to: number;
}

export function isDuring({ from, to }: Lasting, second: number): boolean {
  return second >= from && second < to;
}
