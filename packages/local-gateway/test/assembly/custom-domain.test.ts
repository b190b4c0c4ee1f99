import { describe, expect, test } from 'vitest';
import { checkReachable } from '../../src/assembly/custom-domain.ts';
import type { Resource } from '../../src/assembly/resource.ts';

function resource(type: string, id: string, properties: Resource['properties']): Resource {
  const place = { stack: 'Stack', account: '123456789012', region: 'us-east-1' };
  return { ...place, logicalId: id, type, id, title: id, properties, problems: [] };
}

const off = { DisableExecuteApiEndpoint: true };

describe.each([
  [
    'an HTTP API',
    'AWS::ApiGatewayV2::Api',
    'AWS::ApiGatewayV2::ApiMapping',
    'ApiId',
    'ApiMappingKey',
  ],
  [
    'a REST API',
    'AWS::ApiGateway::RestApi',
    'AWS::ApiGateway::BasePathMapping',
    'RestApiId',
    'BasePath',
  ],
])('%s whose own endpoint is switched off', (_, apiType, mappingType, apiId, path) => {
  const api = resource(apiType, 'api', off);
  const mapping = (properties: Resource['properties']) => resource(mappingType, 'm', properties);

  test.each([
    ['at its root', {}],
    ['at its root, spelled out', { [path]: path === 'BasePath' ? '(none)' : '' }],
  ])('is served where a custom domain leads to it %s', (_, more) => {
    expect(() => checkReachable(api, [mapping({ [apiId]: 'api', ...more })])).not.toThrow();
  });

  test.each([
    ['no domain leads to it', []],
    ['a domain leads to another', [mapping({ [apiId]: 'other' })]],
    ['a domain leads to it below a path', [mapping({ [apiId]: 'api', [path]: 'v1' })]],
  ])('is refused where %s', (_, mappings) => {
    expect(() => checkReachable(api, mappings)).toThrow(
      `Stack/api (${apiType}): DisableExecuteApiEndpoint without a custom domain that leads to its root is not emulated`,
    );
  });

  test('needs no domain while the endpoint is on', () => {
    expect(() => checkReachable({ ...api, properties: {} }, [])).not.toThrow();
  });
});
