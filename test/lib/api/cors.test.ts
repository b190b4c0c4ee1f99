import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import type { Route } from '../../../lib/api/route.ts';
import { templateOf } from '../../synthesized.ts';
import { environmentOf, propertiesOf } from '../template-properties.ts';

const origin = 'https://app.example.com';

const options = {
  corsHeaders: 'authorization,x-request-id',
  corsMaxAgeSeconds: 60,
  corsCredentials: true,
};

const routes: readonly Route[] = [
  { method: 'GET', path: '/', access: 'public', handler: 'public' },
  { method: 'GET', path: '/orders/{id}', access: 'protected', handler: 'protected' },
  { method: 'POST', path: '/orders/{id}', access: 'protected', handler: 'protected' },
];

describe('the http stack', () => {
  test('allows the given origins, and sets no CORS variable for handlers', () => {
    const template = templateOf(
      { api: 'http', corsOrigins: [origin, 'https://b.example'] },
      routes,
    );
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: {
        AllowOrigins: [origin, 'https://b.example'],
        AllowMethods: ['GET', 'POST'],
        AllowHeaders: ['authorization', 'content-type'],
        ExposeHeaders: ['WWW-Authenticate'],
        MaxAge: 600,
        AllowCredentials: Match.absent(),
      },
    });
    for (const fn of ['PublicHandler', 'ProtectedHandler'])
      expect(environmentOf(template, fn)).not.toHaveProperty('CORS_ORIGIN');
  });

  test('allows the given headers, maximum age and credentials', () => {
    templateOf({ api: 'http', corsOrigins: origin, ...options }, routes).hasResourceProperties(
      'AWS::ApiGatewayV2::Api',
      {
        CorsConfiguration: {
          AllowHeaders: ['authorization', 'x-request-id'],
          MaxAge: 60,
          AllowCredentials: true,
        },
      },
    );
  });

  test('allows no other origin by default', () => {
    expect(JSON.stringify(templateOf({ api: 'http' }).toJSON())).not.toContain('CorsConfiguration');
  });
});

describe('the rest stack', () => {
  test('allows the given origin: preflight requests need no token, and rejections are readable', () => {
    const template = templateOf({ api: 'rest', corsOrigins: origin }, routes);
    const methods = Object.values(propertiesOf(template, 'AWS::ApiGateway::Method'));
    const preflights = methods.filter(({ HttpMethod }) => HttpMethod === 'OPTIONS');
    expect(preflights).toHaveLength(2);
    for (const { AuthorizationType, Integration } of preflights) {
      expect(AuthorizationType).toBe('NONE');
      expect(JSON.stringify(Integration)).toContain(`'${origin}'`);
    }
    const allowed = preflights.map(
      ({ Integration }) => /Allow-Methods":"'([^']+)'/.exec(JSON.stringify(Integration))?.[1],
    );
    expect(allowed.sort()).toEqual(['GET', 'GET,POST']);
    const responses = Object.values(propertiesOf(template, 'AWS::ApiGateway::GatewayResponse'));
    expect(responses.map(({ ResponseType }) => ResponseType).sort()).toEqual([
      'ACCESS_DENIED',
      'DEFAULT_4XX',
      'DEFAULT_5XX',
      'UNAUTHORIZED',
    ]);
    for (const { ResponseParameters } of responses)
      expect(ResponseParameters).toMatchObject({
        'gatewayresponse.header.access-control-allow-origin': `'${origin}'`,
        'gatewayresponse.header.access-control-expose-headers': "'WWW-Authenticate'",
      });
    for (const fn of ['PublicHandler', 'ProtectedHandler'])
      expect(environmentOf(template, fn)).toMatchObject({ CORS_ORIGIN: origin });
    expect(environmentOf(template, 'Authorizer')).not.toHaveProperty('CORS_ORIGIN');
  });

  test('allows the given headers, maximum age and credentials', () => {
    const template = templateOf({ api: 'rest', corsOrigins: origin, ...options }, routes);
    const methods = Object.values(propertiesOf(template, 'AWS::ApiGateway::Method'));
    for (const { Integration } of methods.filter(({ HttpMethod }) => HttpMethod === 'OPTIONS')) {
      const text = JSON.stringify(Integration);
      expect(text).toContain(`Allow-Headers":"'authorization,x-request-id'"`);
      expect(text).toContain(`Max-Age":"'60'"`);
      expect(text).toContain(`Allow-Credentials":"'true'"`);
    }
    const responses = Object.values(propertiesOf(template, 'AWS::ApiGateway::GatewayResponse'));
    for (const { ResponseParameters } of responses)
      expect(ResponseParameters).toMatchObject({
        'gatewayresponse.header.access-control-allow-credentials': "'true'",
      });
    expect(environmentOf(template, 'PublicHandler')).toMatchObject({ CORS_CREDENTIALS: 'true' });
  });

  test('allows no other origin by default', () => {
    const text = JSON.stringify(templateOf({ api: 'rest' }).toJSON());
    expect(text).not.toMatch(/access-control|Access-Control|OPTIONS|CORS_ORIGIN/);
  });
});
