// What the package exports for handlers, as cdk-zuplo-authorizer/caller: nothing of the CDK.

export {
  type AuthorizedEvent,
  type Caller,
  type CallerContext,
  callerOf,
} from '../contract/caller.ts';
export {
  type CallerEventOptions,
  callerEvent,
  type HttpCallerEvent,
  type RestCallerEvent,
} from '../contract/caller-event.ts';
export { type BodyEvent, type JsonBody, jsonBody } from '../contract/json-body.ts';
export { responseHeaders } from '../contract/response-headers.ts';
export { type TextResponse, textResponse } from '../contract/text-response.ts';
