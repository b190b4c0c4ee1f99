/** Every setting that adds resources to the stack. */
const everything = {
  stage: 'prod',
  tracing: true,
  canaryMinutes: 5,
  authorizerProvisionedConcurrency: 2,
  authorizerReservedConcurrency: 100,
  alarmEmail: 'on-call@example.com',
  runbookUrl: 'https://runbooks.example.com/zuplo-jwt-api',
  domainName: 'api.example.com',
  certificateArn:
    'arn:aws:acm:eu-west-1:123456789012:certificate/0f0e0d0c-0b0a-0908-0706-050403020100',
  truststoreUri: 's3://truststores.example.com/zuplo/truststore.pem',
  truststoreVersion: '3HL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY',
  corsOrigins: 'https://app.example.com',
  corsCredentials: true,
  tags: 'team=orders,cost-centre=42',
};

/** Deployments that are validated: each stage of both API types, and all settings at once. */
export const deployments: readonly (readonly [name: string, context: Record<string, unknown>])[] = [
  ['http-dev', { api: 'http' }],
  ['rest-dev', { api: 'rest' }],
  ['http-prod', { api: 'http', stage: 'prod' }],
  ['rest-prod', { api: 'rest', stage: 'prod' }],
  ['http-everything', { api: 'http', ...everything }],
  [
    'rest-everything',
    {
      api: 'rest',
      ...everything,
      webAclArn:
        'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/zuplo/0f0e0d0c-0b0a-0908-0706-050403020100',
    },
  ],
];
