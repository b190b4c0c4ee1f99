import { urlSuffixOf } from '../assembly/aws-environment.ts';
import type { JsonObject } from '../json.ts';
import type { ClientRequest } from './client-request.ts';
import type { ApiIdentity } from './execute-api-arn.ts';
import { grouped, headerValues, objectFrom } from './headers.ts';
import { type RequestIds, requestTime } from './request-ids.ts';

/**
 * Returns the fields that the events of REST APIs and of payload format 1.0 share.
 *
 * @param empty the value used for an empty map: `{}` for an authorizer, null for an integration
 */
export function proxyEventFields(
  source: {
    readonly request: ClientRequest;
    /** Encoded, unlike the path of an HTTP API's request context. */
    readonly path: string;
    readonly resource: string | null;
    readonly headers: ReadonlyMap<string, readonly string[]>;
    readonly pathParameters: ReadonlyMap<string, string>;
    readonly stageVariables: Readonly<Record<string, string>>;
  },
  empty: JsonObject | null,
): JsonObject {
  const { request, headers, pathParameters, stageVariables } = source;
  const query = grouped(new URLSearchParams(request.rawQuery));
  return {
    resource: source.resource,
    path: source.path,
    httpMethod: request.method,
    headers: objectFrom(headers, lastOf) ?? empty,
    multiValueHeaders: objectFrom(headers, (values) => values) ?? empty,
    queryStringParameters: objectFrom(query, lastOf) ?? empty,
    multiValueQueryStringParameters: objectFrom(query, (values) => values) ?? empty,
    pathParameters: objectFrom(pathParameters, (value) => value) ?? empty,
    stageVariables: Object.keys(stageVariables).length > 0 ? stageVariables : empty,
  };
}

/** Returns the request context that the events of REST APIs and of payload format 1.0 share. */
export function proxyRequestContext(
  api: ApiIdentity,
  stage: string,
  request: ClientRequest,
  ids: RequestIds,
): JsonObject & { readonly identity: JsonObject } {
  return {
    accountId: api.account,
    apiId: api.id,
    ...apiDomain(api),
    extendedRequestId: ids.short,
    httpMethod: request.method,
    identity: {
      ...{ accessKey: null, accountId: null, caller: null, cognitoAuthenticationProvider: null },
      ...{ cognitoAuthenticationType: null, cognitoIdentityId: null, cognitoIdentityPoolId: null },
      ...{ principalOrgId: null, user: null, userArn: null },
      sourceIp: request.sourceIp,
      userAgent: userAgent(request) ?? null,
    },
    protocol: 'HTTP/1.1',
    requestTime: requestTime(request.receivedAt),
    requestTimeEpoch: request.receivedAt.getTime(),
    stage,
  };
}

/** Returns the domain name of an API's own endpoint. */
export function apiDomain({ id, region }: ApiIdentity): {
  readonly domainName: string;
  readonly domainPrefix: string;
} {
  return { domainName: `${id}.execute-api.${region}.${urlSuffixOf(region)}`, domainPrefix: id };
}

export function userAgent(request: ClientRequest): string | undefined {
  return headerValues(request.headers, 'user-agent').at(-1);
}

function lastOf(values: readonly string[]): string {
  return values.at(-1) ?? '';
}
