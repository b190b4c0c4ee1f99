import type { AwsCall } from './aws-call.ts';
import { type XmlContent, xml } from './xml.ts';

/** A service's actions: each returns a result, or throws an AwsError. */
export type Service = Readonly<Record<string, (call: AwsCall) => XmlContent>>;

/** An error response of a service, by its code. */
export class AwsError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** An HTTP response. */
export interface AwsResponse {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Returns a result as a response in the service's protocol. */
export function resultResponse({ action, protocol }: AwsCall, result: XmlContent): AwsResponse {
  if (protocol === 'json') return json(200, result);
  if (protocol === 's3') return markup(200, result);
  return markup(200, { [`${action}Response`]: { [`${action}Result`]: result } });
}

/** Returns an error as a response in the service's protocol: 400, which the CLI does not retry. */
export function errorResponse({ protocol }: AwsCall, { code, message }: AwsError): AwsResponse {
  if (protocol === 'json') return json(400, { __type: code, message });
  const error = { Error: { Code: code, Message: message } };
  return markup(400, protocol === 's3' ? error : { ErrorResponse: error });
}

function json(status: number, content: XmlContent): AwsResponse {
  return { status, type: 'application/x-amz-json-1.1', body: JSON.stringify(content) };
}

function markup(status: number, content: XmlContent): AwsResponse {
  return { status, type: 'text/xml', body: xml(content) };
}
