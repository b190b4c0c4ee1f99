import { describe, expect, test } from 'vitest';
import { apiTypes, templateOf } from '../../synthesized.ts';
import { propertiesOf } from '../template-properties.ts';

const domain = {
  domainName: 'api.example.com',
  certificateArn:
    'arn:aws:acm:eu-west-1:123456789012:certificate/0f0e0d0c-0b0a-0908-0706-050403020100',
};
const truststoreUri = 's3://truststores.example.com/zuplo/truststore.pem';

/** Returns the properties of the only resource of a type. */
function only(context: Record<string, unknown>, type: string): Record<string, unknown> {
  const [properties = {}, ...more] = Object.values(propertiesOf(templateOf(context), type));
  expect(more).toEqual([]);
  return properties;
}

describe('a REST API accepts nothing below', () => {
  test.each([
    ['TLS 1.2 by default', {}, 'SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09'],
    ['TLS 1.3 with TLS_1_3', { tlsPolicy: 'TLS_1_3' }, 'SecurityPolicy_TLS13_1_3_2025_09'],
  ])('%s, at its default endpoint', (_, given, SecurityPolicy) => {
    const tls = { SecurityPolicy, EndpointAccessMode: 'STRICT' };
    expect(only({ api: 'rest', ...given }, 'AWS::ApiGateway::RestApi')).toMatchObject(tls);
  });

  test.each([
    ['TLS 1.2 by default', {}, ['TLS_1_2', undefined]],
    ['TLS 1.2 with mutual TLS', { truststoreUri }, ['TLS_1_2', undefined]],
    [
      'TLS 1.3 with TLS_1_3',
      { tlsPolicy: 'TLS_1_3' },
      ['SecurityPolicy_TLS13_1_3_2025_09', 'STRICT'],
    ],
  ])('%s, at its domain', (_, given, expected) => {
    const context = { api: 'rest', ...domain, ...given };
    const { SecurityPolicy, EndpointAccessMode } = only(context, 'AWS::ApiGateway::DomainName');
    expect([SecurityPolicy, EndpointAccessMode]).toEqual(expected);
  });
});

test('the domain of an HTTP API accepts nothing below TLS 1.2, as its default endpoint', () => {
  const configurations = only({ api: 'http', ...domain }, 'AWS::ApiGatewayV2::DomainName');
  expect(configurations['DomainNameConfigurations']).toMatchObject([{ SecurityPolicy: 'TLS_1_2' }]);
});

describe.each(apiTypes)('mutual TLS of the %s stack', (api) => {
  const type = api === 'http' ? 'AWS::ApiGatewayV2::DomainName' : 'AWS::ApiGateway::DomainName';

  test.each([
    ['the newest truststore', {}, { TruststoreUri: truststoreUri }],
    [
      'a version of the truststore',
      { truststoreVersion: 'v1' },
      { TruststoreUri: truststoreUri, TruststoreVersion: 'v1' },
    ],
  ])('uses %s', (_, given, expected) => {
    const properties = only({ api, ...domain, truststoreUri, ...given }, type);
    expect(properties['MutualTlsAuthentication']).toEqual(expected);
  });

  test('is off by default', () => {
    expect(only({ api, ...domain }, type)).not.toHaveProperty('MutualTlsAuthentication');
  });
});
