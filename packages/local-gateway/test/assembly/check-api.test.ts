import { describe, expect, test } from 'vitest';
import { checkApi } from '../../src/assembly/check-api.ts';
import type { Stack } from '../../src/assembly/cloud-assembly.ts';
import type { Resource } from '../../src/assembly/resource.ts';

const stack: Stack = {
  name: 'Stack',
  artifact: 'Stack',
  account: '123456789012',
  region: 'us-east-1',
  template: {},
  assets: new Map(),
  folder: '/nowhere',
};

function resource(type: string, id: string, properties: Resource['properties']): Resource {
  return { stack, logicalId: id, type, id, title: id, properties, problems: [] };
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
])('%s with a disabled endpoint', (_, apiType, mappingType, apiId, path) => {
  const api = resource(apiType, 'api', off);
  const mapping = (properties: Resource['properties']) => resource(mappingType, 'm', properties);

  test.each([
    ['without a path', {}],
    ['with an explicit root path', { [path]: path === 'BasePath' ? '(none)' : '' }],
  ])('is served if a custom domain is mapped to it %s', (_, more) => {
    expect(() => checkApi(api, [mapping({ [apiId]: 'api', ...more })])).not.toThrow();
  });

  test.each([
    ['no custom domain is mapped to it', []],
    ['a custom domain is mapped to another API', [mapping({ [apiId]: 'other' })]],
    ['a custom domain is mapped to it below a path', [mapping({ [apiId]: 'api', [path]: 'v1' })]],
    [
      'the path of the custom domain is not known',
      [{ ...mapping({ [apiId]: 'api' }), problems: ['unknown'] }],
    ],
  ])('is rejected if %s', (_, mappings) => {
    expect(() => checkApi(api, mappings)).toThrow(
      `Stack/api (${apiType}): DisableExecuteApiEndpoint without a custom domain mapped to the root path is not emulated`,
    );
  });

  test('needs no custom domain when the endpoint is enabled', () => {
    expect(() => checkApi({ ...api, properties: {} }, [])).not.toThrow();
  });
});
