import { titled } from './source.ts';

/** Recordings and measurements of AWS that somebody published. */
export const seen = titled({
  powertools: [
    'Powertools for AWS Lambda (TypeScript), events captured June 2024',
    'gh:aws-powertools/powertools-lambda-typescript/tree/main/packages/parser/tests/events',
  ],
  dotnet: [
    'aws-lambda-dotnet, Lambda Test Tool: snapshots of live responses, April 2025',
    'gh:aws/aws-lambda-dotnet',
  ],
  dotnetAuthorizers: [
    'aws-lambda-dotnet, authorizer tests deployed to AWS',
    'gh:aws/aws-lambda-dotnet',
  ],
  serverless: [
    'serverless/serverless, live tests of REST authorizers, August 2026',
    'gh:serverless/serverless/blob/main/packages/sf-core/tests/integration/mcp/mcp-auth.test.js',
  ],
  localstackLambda: [
    'LocalStack, Lambda proxy integrations of REST APIs: snapshots of AWS, August and November 2024',
    'gh:localstack/localstack/blob/main/tests/aws/services/apigateway/test_apigateway_lambda.snapshot.json',
  ],
  localstackBinary: [
    'LocalStack, binary responses of REST APIs: a test that ran on AWS, 2024',
    'gh:localstack/localstack/blob/main/tests/aws/services/apigateway/test_apigateway_lambda.py',
  ],
  localstackRouting: [
    'LocalStack, routing of REST APIs: tests that ran on AWS, July 2024',
    'gh:localstack/localstack/blob/main/tests/aws/services/apigateway/test_apigateway_common.py',
  ],
  localstackTrace: [
    'LocalStack, trace ids of REST APIs: snapshots of AWS, August 2024',
    'gh:localstack/localstack/blob/main/tests/aws/services/apigateway/test_apigateway_common.snapshot.json',
  ],
  localstackResources: [
    'LocalStack, resources that AWS rejects: snapshots of AWS',
    'gh:localstack/localstack/blob/main/tests/aws/services/apigateway/test_apigateway_api.snapshot.json',
  ],
  ministackRouting: [
    'ministack #1423, routing of a REST API measured on AWS, August 2026',
    'gh:ministackorg/ministack/pull/1423',
  ],
  ministackBinary: [
    'ministack #767, binary bodies of a REST API measured on AWS, June 2026',
    'gh:ministackorg/ministack/pull/767',
  ],
  ministackBodies: [
    'ministack #766, request bodies of an HTTP API measured on AWS, June 2026',
    'gh:ministackorg/ministack/pull/766',
  ],
  floci: [
    'floci #3399, routing of a REST API measured on AWS, September 2026',
    'gh:floci-io/floci/pull/3399',
  ],
  samPath: [
    'aws-sam-cli #771, an event recorded on AWS, November 2018',
    'gh:aws/aws-sam-cli/issues/771',
  ],
  fastify: [
    'aws-lambda-fastify #169, an event recorded on AWS, August 2023',
    'gh:fastify/aws-lambda-fastify/issues/169',
  ],
  chalice: ['chalice #971, a response captured on AWS', 'gh:aws/chalice/issues/971'],
  basicAuth: [
    'serverless-basic-authentication #14, a response captured on AWS',
    'gh:svdgraaf/serverless-basic-authentication/issues/14',
  ],
  cortex: [
    'cortexlabs/cortex #1225, a response captured on AWS',
    'gh:cortexlabs/cortex/issues/1225',
  ],
  voker: ['hotsock/voker #8, paths captured on AWS', 'gh:hotsock/voker/pull/8'],
});

/** Statements about AWS without a published recording. */
export const reports = titled({
  samPathReport: ['aws-sam-cli #3524, an encoded slash', 'gh:aws/aws-sam-cli/issues/3524'],
  pathPart: ['chalice #65, a slash in a path part', 'gh:aws/chalice/issues/65'],
  conflictingPath: [
    'aws-apigateway-importer #58, a conflicting path',
    'gh:amazon-archives/aws-apigateway-importer/issues/58',
  ],
  routeWithSlash: ['w3infra #166, a route that ends in a slash', 'gh:storacha/w3infra/pull/166'],
  yulin: ['yulin #299, routes of an HTTP API', 'gh:KensioSoftware/yulin/issues/299'],
  rootOfProxy: [
    'serverless-wsgi #20, the root beside a greedy resource',
    'gh:logandk/serverless-wsgi/issues/20',
  ],
  cookies: ['sst #2760, a response with cookies on a REST API', 'gh:anomalyco/sst/issues/2760'],
  inflated: [
    'serverless-http #194, a compressed request body on a REST API',
    'gh:dougmoscrop/serverless-http/issues/194',
  ],
  serverlessMcp: [
    'Serverless Framework, guide to MCP on AWS',
    'gh:serverless/serverless/blob/main/docs/sf/providers/aws/guide/mcp.md',
  ],
  samTests: [
    'AWS SAM, integration tests of authorizers',
    'gh:aws/serverless-application-model/blob/develop/integration/combination/test_api_with_authorizers.py',
  ],
  samCors: ['aws-sam-cli #9087, CORS headers of a denial', 'gh:aws/aws-sam-cli/issues/9087'],
  samWildcard: ['aws-sam-cli #5777, wildcards in a policy', 'gh:aws/aws-sam-cli/issues/5777'],
  classmethod: [
    'classmethod: Lambda authorizers and Internal Server Error, October 2023',
    'https://dev.classmethod.jp/articles/tsnote-api-gateway-lambda-authorizer-internal-server-error-troubleshooting/',
  ],
  marcogrcr: [
    'Marco Gonzalez: failure modes of Lambda authorizers on REST APIs',
    'https://dev.to/marcogrcr/api-gateway-lambda-authorizer-lambda-proxy-integration-failure-modes-52bc',
  ],
  flociPaths: [
    'floci #2136, the path in the event of an HTTP API',
    'gh:floci-io/floci/issues/2136',
  ],
  ministackAuthorizers: [
    'ministack #1370, authorizers of HTTP APIs and their cache, August 2026',
    'gh:ministackorg/ministack/pull/1370',
  ],
  terraform: [
    'terraform-aws-modules/apigateway-v2 #13',
    'gh:terraform-aws-modules/terraform-aws-apigateway-v2/issues/13',
  ],
  terraformProvider: [
    'Terraform provider #15232, after the console',
    'gh:hashicorp/terraform-provider-aws/issues/15232',
  ],
  kter: ['Stack Overflow 47921803', 'https://stackoverflow.com/questions/47921803'],
  incompleteSignature: [
    'aws-cognito-angular-quickstart #50, an unknown path with a token',
    'gh:amazon-archives/aws-cognito-angular-quickstart/issues/50',
  ],
  publicEvents: ['events of HTTP APIs in public repositories, without their requests'],
  publicCode: ['public code written for AWS that met or relies on it'],
  trailingSlash: [
    'InfoQ, June 2026: a trailing slash reaches the route on an HTTP API; w3infra #166 found that it does not',
    'https://www.infoq.com/news/2026/06/aws-api-gateway-auth-bypass/',
  ],
  wwwAuthenticate: ['contradictory reports: Zenn 2024, anthropics/claude-ai-mcp #748'],
});
