import type { Verdict } from '../authorizer/authorizer-result.ts';
import type { FunctionSettings } from '../functions/function-settings.ts';
import type { LambdaFunction } from '../functions/lambda-function.ts';
import type { ClientRequest } from './client-request.ts';
import type { Reply } from './reply.ts';

/** The answer to a request, and what the log says of it. */
export interface Answer {
  readonly reply: Reply;
  readonly verdict?: Verdict | undefined;
  readonly note?: string | undefined;
}

/** An API that answers requests. */
export type ApiHandler = (request: ClientRequest) => Promise<Answer>;

/** What an API's handler is made with. */
export interface ApiParts {
  /** The running function of a definition. */
  readonly lambda: (settings: FunctionSettings) => LambdaFunction;
  /** The clock, in milliseconds. */
  readonly now: () => number;
}
