import type { ApiType } from '../contract/api-type.ts';

export const methodArn = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef123/$default/GET/items';

/** The event with which each type of API invokes an authorizer. */
export const authorizerEvents: Readonly<
  Record<ApiType, (authorization: string | undefined) => object>
> = {
  http: (authorization) => ({
    version: '2.0',
    type: 'REQUEST',
    routeArn: methodArn,
    identitySource: authorization === undefined ? null : [authorization],
    routeKey: 'GET /items',
    rawPath: '/items',
    rawQueryString: '',
    headers: authorization === undefined ? {} : { authorization },
    requestContext: {
      accountId: '123456789012',
      apiId: 'abcdef123',
      http: { method: 'GET', path: '/items', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1' },
      requestId: 'r',
      routeKey: 'GET /items',
      stage: '$default',
    },
  }),
  rest: (authorization) => ({
    type: 'TOKEN',
    ...(authorization !== undefined && { authorizationToken: authorization }),
    methodArn,
  }),
};
