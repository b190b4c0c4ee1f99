import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type AwsCall, readCall } from './aws-call.ts';
import {
  AwsError,
  type AwsResponse,
  errorResponse,
  resultResponse,
  type Service,
} from './aws-response.ts';
import { createCloudFormation } from './cloudformation.ts';
import { cloudtrail } from './cloudtrail.ts';
import { createS3 } from './s3.ts';
import { createSsm } from './ssm.ts';
import { createStacks, type Stacks } from './stacks.ts';
import { sts } from './sts.ts';

/** The part of AWS that the CDK CLI calls, on a loopback socket, with an empty account. */
export interface RecordingEndpoint {
  /** The value for `AWS_ENDPOINT_URL`. */
  readonly url: string;
  /** Every call, in order. */
  readonly calls: readonly AwsCall[];
  /** Calls that are not supported, as `service.Action`, for example of a newer CLI. */
  readonly unknownCalls: readonly string[];
  /** Makes CloudFormation fail and roll back the next change set that is executed. */
  failNextChange(reason: string): void;
  close(): Promise<void>;
}

export async function startRecordingEndpoint(): Promise<RecordingEndpoint> {
  const calls: AwsCall[] = [];
  const unknownCalls: string[] = [];
  const stacks = createStacks();
  const services = createServices(stacks);
  const server = createServer((request, response) => {
    void respond(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    unknownCalls,
    failNextChange: stacks.failNext,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = readCall(request, await buffer(request));
    calls.push(call);
    const { status, type, body } = answerTo(call);
    response.writeHead(status, { 'content-type': type }).end(body);
  }

  function answerTo(call: AwsCall): AwsResponse {
    const action = services[call.service]?.[call.action];
    try {
      if (action !== undefined) return resultResponse(call, action(call));
      const name = `${call.service}.${call.action}`;
      unknownCalls.push(name);
      throw new AwsError('NotSupported', `${name} is not supported by this endpoint`);
    } catch (error) {
      if (error instanceof AwsError) return errorResponse(call, error);
      throw error;
    }
  }
}

function createServices(stacks: Stacks): Readonly<Record<string, Service>> {
  const objects = new Map<string, Buffer>();
  return {
    sts,
    ssm: createSsm(stacks),
    s3: createS3(objects),
    cloudformation: createCloudFormation(stacks, objects),
    cloudtrail,
  };
}
