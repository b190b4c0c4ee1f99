import type { IncomingMessage } from 'node:http';

/** One call of an AWS service. */
export interface AwsCall {
  /** As request signatures name it: `sts`, `s3`, `cloudformation`. */
  readonly service: string;
  /** As the service's API reference names it; method and path for an S3 request that is not known here. */
  readonly action: string;
  /** By name in the request: `Capabilities.member.1`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The access key that the request is signed with. */
  readonly accessKey: string;
  /** The object that is put into S3; empty otherwise. */
  readonly object: Buffer;
  /** The protocol of the service. */
  readonly protocol: 'query' | 'json' | 's3';
}

/**
 * Parses a call in any protocol that the CDK CLI uses: AWS Query (STS, CloudFormation), AWS JSON
 * (SSM, CloudTrail), and S3's own.
 *
 * @see Smithy, "AWS Protocols"
 */
export function readCall(request: IncomingMessage, body: Buffer): AwsCall {
  const [, accessKey = '', service = 'unsigned'] =
    credentialScope.exec(request.headers.authorization ?? '') ?? [];
  if (service === 's3') return { service, accessKey, ...s3Call(request), object: body };
  const target = request.headers['x-amz-target'];
  const read = typeof target === 'string' ? jsonCall(target, body) : queryCall(body);
  return { service, accessKey, ...read, object: Buffer.alloc(0) };
}

/** In Signature Version 4: access key, date, region, service. */
const credentialScope = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\/aws4_request/;

type Read = Pick<AwsCall, 'action' | 'parameters' | 'protocol'>;

function queryCall(body: Buffer): Read {
  const form = new URLSearchParams(body.toString());
  const { Action: action = '', ...parameters } = Object.fromEntries(form);
  return { action, parameters, protocol: 'query' };
}

function jsonCall(target: string, body: Buffer): Read {
  const given: Record<string, unknown> = JSON.parse(body.toString());
  const parameters = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, String(value)]),
  );
  return { action: target.slice(target.lastIndexOf('.') + 1), parameters, protocol: 'json' };
}

/** Path style, `/bucket/key`: a query parameter names the action on a bucket. */
function s3Call({ method = '', url = '' }: IncomingMessage): Read {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const [, Bucket = '', Key = ''] = /^\/([^/]*)\/?(.*)$/.exec(decodeURIComponent(pathname)) ?? [];
  const action =
    Key === '' ? bucketActions.find(([, parameter]) => searchParams.has(parameter)) : putObject;
  const known = action !== undefined && method === (Key === '' ? 'GET' : 'PUT');
  return {
    action: known ? action[0] : `${method} ${pathname}`,
    parameters: { Bucket, Key, ...Object.fromEntries(searchParams) },
    protocol: 's3',
  };
}

const bucketActions = [
  ['GetBucketLocation', 'location'],
  ['GetBucketEncryption', 'encryption'],
  ['ListObjectsV2', 'list-type'],
] as const;

const putObject = ['PutObject'] as const;
