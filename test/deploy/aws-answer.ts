import type { AwsCall } from './aws-call.ts';
import { type XmlContent, xml } from './xml.ts';

/** What a service can do, by action: each gives a result, or throws an AwsError. */
export type Service = Readonly<Record<string, (call: AwsCall) => XmlContent>>;

/** An error that a service answers with, by its code. */
export class AwsError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** An HTTP response. */
export interface AwsAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** The response that says a result in the service's protocol. */
export function answer({ action, protocol }: AwsCall, result: XmlContent): AwsAnswer {
  if (protocol === 'json') return json(200, result);
  if (protocol === 's3') return markup(200, result);
  return markup(200, { [`${action}Response`]: { [`${action}Result`]: result } });
}

/** The response that says an error in the service's protocol: 400, after which the CLI does not try again. */
export function refusal({ protocol }: AwsCall, { code, message }: AwsError): AwsAnswer {
  if (protocol === 'json') return json(400, { __type: code, message });
  const error = { Error: { Code: code, Message: message } };
  return markup(400, protocol === 's3' ? error : { ErrorResponse: error });
}

function json(status: number, content: XmlContent): AwsAnswer {
  return { status, type: 'application/x-amz-json-1.1', body: JSON.stringify(content) };
}

function markup(status: number, content: XmlContent): AwsAnswer {
  return { status, type: 'text/xml', body: xml(content) };
}
