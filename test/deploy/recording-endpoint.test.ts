import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RecordingEndpoint, startRecordingEndpoint } from './recording-endpoint.ts';

let endpoint: RecordingEndpoint;
beforeAll(async () => {
  endpoint = await startRecordingEndpoint();
});
afterAll(() => endpoint.close());

/** Calls a service with a signed request. */
async function call(service: string, path: string, init: RequestInit = {}): Promise<string> {
  const authorization = `AWS4-HMAC-SHA256 Credential=key/20260101/eu-central-1/${service}/aws4_request`;
  const headers = { authorization, ...init.headers };
  const response = await fetch(`${endpoint.url}${path}`, { method: 'POST', ...init, headers });
  expect(response.status).toBe(400);
  return response.text();
}

test.each([
  ['cloudformation', 'ListStacks', '/', { body: 'Action=ListStacks&Version=2010-05-15' }],
  [
    'ecr',
    'DescribeRepositories',
    '/',
    { headers: { 'x-amz-target': 'V1.DescribeRepositories' }, body: '{}' },
  ],
  ['s3', 'DELETE /bucket/key', '/bucket/key', { method: 'DELETE' }],
  ['s3', 'GET /bucket', '/bucket?acl', { method: 'GET' }],
])(
  'the recording endpoint rejects the unsupported %s call %s by name, and records it',
  async (service, action, path, init) => {
    const name = `${service}.${action}`;
    expect(await call(service, path, init)).toContain(`${name} is not supported by this endpoint`);
    expect(endpoint.unknownCalls).toContain(name);
  },
);

test('the recording endpoint has no bootstrap version before the bootstrap stack exists', async () => {
  const answer = await call('ssm', '/', {
    headers: { 'x-amz-target': 'AmazonSSM.GetParameter' },
    body: JSON.stringify({ Name: '/cdk-bootstrap/hnb659fds/version' }),
  });
  expect(JSON.parse(answer)).toMatchObject({ __type: 'ParameterNotFound' });
});
