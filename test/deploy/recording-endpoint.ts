import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type AwsAnswer, AwsError, answer, refusal, type Service } from './aws-answer.ts';
import { type AwsCall, readCall } from './aws-call.ts';
import { createCloudFormation } from './cloudformation.ts';
import { cloudtrail } from './cloudtrail.ts';
import { createS3 } from './s3.ts';
import { createSsm } from './ssm.ts';
import { createStacks, type Stacks } from './stacks.ts';
import { sts } from './sts.ts';

/** As much of AWS, on a loopback socket, as the CDK's CLI asks for, with an empty account. */
export interface RecordingEndpoint {
  /** What `AWS_ENDPOINT_URL` is set to. */
  readonly url: string;
  /** Every call that has come, in order. */
  readonly calls: readonly AwsCall[];
  /** The calls that nothing here answers, as `service.Action`: a newer CLI's, say. */
  readonly unanswered: readonly string[];
  /** Has CloudFormation fail at the next change set that is executed, and roll back. */
  refuseNextChange(reason: string): void;
  close(): Promise<void>;
}

export async function startRecordingEndpoint(): Promise<RecordingEndpoint> {
  const calls: AwsCall[] = [];
  const unanswered: string[] = [];
  const stacks = createStacks();
  const services = createServices(stacks);
  const server = createServer((request, response) => {
    void respond(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    unanswered,
    refuseNextChange: stacks.refuseNext,
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

  function answerTo(call: AwsCall): AwsAnswer {
    const action = services[call.service]?.[call.action];
    try {
      if (action !== undefined) return answer(call, action(call));
      const name = `${call.service}.${call.action}`;
      unanswered.push(name);
      throw new AwsError('NotRehearsed', `${name} is not part of the rehearsal`);
    } catch (error) {
      if (error instanceof AwsError) return refusal(call, error);
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
