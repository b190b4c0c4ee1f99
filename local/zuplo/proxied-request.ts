/** What the API-key gateway did with one request. */
export interface Passage {
  readonly method: string;
  readonly path: string;
  /** Who the API key belongs to; undefined: nobody, or no key was sent. */
  readonly consumer: string | undefined;
  /** Whether the route asks for no API key. */
  readonly isPublic: boolean;
  /** The signed token that went on in the key's place, if any. */
  readonly token: string | undefined;
  readonly status: number;
  /** Why it went no further; undefined: the API has answered. */
  readonly problem: string | undefined;
  /** By which it is known: the API's, or the gateway's own where it went no further. */
  readonly requestId: string | undefined;
  readonly milliseconds: number;
}
