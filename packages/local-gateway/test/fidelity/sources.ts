/** An AWS page, a measurement on AWS by a third party, or the reason for an assumption. */
export interface Source {
  /** Its anchor in the report. */
  readonly id: string;
  readonly title: string;
  readonly url?: string;
}

/** Pages of the API Gateway developer guide. */
export const apiGateway = pages(
  (page) => `https://docs.aws.amazon.com/apigateway/latest/developerguide/${page}.html`,
  {
    'http-api-lambda-authorizer': 'Control access to HTTP APIs with AWS Lambda authorizers',
    'http-api-develop-integrations-lambda': 'Create AWS Lambda proxy integrations for HTTP APIs',
    'http-api-develop-routes': 'Create routes for HTTP APIs in API Gateway',
    'http-api-stages': 'Stages for HTTP APIs in API Gateway',
    'http-api-cors': 'Configure CORS for HTTP APIs in API Gateway',
    'http-api-throttling': 'Throttle requests to your HTTP APIs',
    'http-api-quotas': 'Quotas for configuring and running an HTTP API',
    'http-api-vs-rest': 'Choose between REST APIs and HTTP APIs',
    'http-api-logging-variables': 'Customize HTTP API access logs',
    'apigateway-use-lambda-authorizer': 'Use API Gateway Lambda authorizers',
    'api-gateway-lambda-authorizer-input': 'Input to an API Gateway Lambda authorizer',
    'api-gateway-lambda-authorizer-output': 'Output from an API Gateway Lambda authorizer',
    'set-up-lambda-proxy-integrations': 'Lambda proxy integrations in API Gateway',
    'how-to-cors': 'Enable CORS for a REST API resource',
    'api-gateway-gatewayResponse-definition': 'Gateway responses for REST APIs in API Gateway',
    'supported-gateway-response-types': 'Gateway response types for API Gateway',
    'api-gateway-execution-service-limits-table': 'Quotas for configuring and running a REST API',
    'api-gateway-known-issues': 'Important notes for API Gateway',
    'api-gateway-payload-encodings': 'Binary media types for REST APIs in API Gateway',
    permissions: 'Control access to a REST API with IAM permissions',
    'api-gateway-variables-for-access-logging': 'Variables for access logging for API Gateway',
  },
);

/** Pages of the IAM user guide. */
export const iam = pages(
  (page) => `https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_${page}.html`,
  {
    'evaluation-logic': 'Policy evaluation logic',
    grammar: 'Grammar of the IAM JSON policy language',
    elements_resource: 'IAM JSON policy elements: Resource',
  },
  'IAM: ',
);

/** Pages of the Lambda developer guide. */
export const lambda = pages(
  (page) => `https://docs.aws.amazon.com/lambda/latest/dg/${page}.html`,
  {
    'services-apigateway-errors': 'Using AWS Lambda with API Gateway (errors)',
    'lambda-runtime-environment': 'Lambda execution environment',
    'configuration-envvars': 'Working with environment variables',
    'nodejs-handler': 'Define Lambda function handler in Node.js',
    'nodejs-context': 'Using the Lambda context object (Node.js)',
    'monitoring-cloudwatchlogs-logformat': 'Configuring JSON and plain text log formats',
    'gettingstarted-limits': 'Lambda quotas',
    'configuration-concurrency': 'Configuring reserved concurrency',
    'configuration-versions': 'Manage Lambda function versions',
  },
  'Lambda: ',
);

function pages<Page extends string>(
  url: (page: Page) => string,
  titles: Readonly<Record<Page, string>>,
  prefix = '',
): Readonly<Record<Page, Source>> {
  const entries = Object.entries<string>(titles).map(([id, title]) => [
    id,
    { id, title: `${prefix}${title}`, url: url(id as Page) },
  ]);
  return Object.fromEntries(entries);
}

const source = (id: string, title: string, url?: string): Source => ({
  id,
  title,
  ...(url !== undefined && { url }),
});
const gitHub = (id: string, title: string, path: string): Source =>
  source(id, title, `https://github.com/${path}`);

/** Recordings and measurements of AWS by third parties. */
export const seen = {
  knowledgeCenter: source(
    'knowledge-center',
    'AWS Knowledge Center: API Gateway 401 with a Lambda authorizer',
    'https://repost.aws/knowledge-center/api-gateway-401-error-lambda-authorizer',
  ),
  powertools: gitHub(
    'powertools',
    'Powertools for AWS Lambda (TypeScript), events captured June 2024',
    'aws-powertools/powertools-lambda-typescript/tree/main/packages/parser/tests/events',
  ),
  dotnet: gitHub(
    'lambda-dotnet',
    'aws-lambda-dotnet, Lambda Test Tool: snapshots of live responses, April 2025',
    'aws/aws-lambda-dotnet',
  ),
  dotnetErrors: gitHub(
    'lambda-dotnet-errors',
    'aws-lambda-dotnet, Lambda Test Tool: one live response stands for any error of the function',
    'aws/aws-lambda-dotnet',
  ),
  dotnetAuthorizers: gitHub(
    'lambda-dotnet-authorizers',
    'aws-lambda-dotnet, authorizer tests deployed to AWS',
    'aws/aws-lambda-dotnet',
  ),
  serverless: gitHub(
    'serverless',
    'serverless/serverless, live tests of REST authorizers, August 2026',
    'serverless/serverless',
  ),
  serverlessMcp: source('serverless-mcp', 'serverless, guide to MCP on AWS'),
  sam: gitHub('sam', 'AWS SAM, integration tests against AWS', 'aws/aws-sam-cli'),
  samIssue: gitHub(
    'sam-issues',
    'aws-sam-cli issues, responses compared with AWS',
    'aws/aws-sam-cli/issues',
  ),
  classmethod: source(
    'classmethod',
    'classmethod: Lambda authorizers and Internal Server Error, October 2023',
  ),
  marcogrcr: source(
    'marcogrcr',
    'dev.to/marcogrcr: failure modes of Lambda authorizers on REST APIs',
    'https://dev.to/marcogrcr',
  ),
  chalice: gitHub('chalice', 'chalice #971, a response captured on AWS', 'aws/chalice/issues/971'),
  basicAuth: source(
    'basic-authentication',
    'serverless-basic-authentication #14, a response captured on AWS',
  ),
  floci: gitHub(
    'floci',
    'floci, routing and claims measured on AWS, August 2026',
    'floci-io/floci',
  ),
  ministack: gitHub(
    'ministack',
    'ministack, “verified against live AWS”',
    'ministackorg/ministack',
  ),
  cortex: gitHub(
    'cortex',
    'cortexlabs/cortex #1225, a response captured on AWS',
    'cortexlabs/cortex/issues/1225',
  ),
  voker: gitHub(
    'voker',
    'hotsock/voker #8 with middleapi/standard-server #93',
    'hotsock/voker/issues/8',
  ),
  powertoolsPython: gitHub(
    'powertools-python',
    'powertools-lambda-python #1552 and #1577, chalice #65',
    'aws-powertools/powertools-lambda-python/issues/1552',
  ),
  localstack: gitHub(
    'localstack',
    'LocalStack, a recording of header remapping on AWS, December 2024',
    'localstack/localstack',
  ),
  terraform: gitHub(
    'terraform-apigateway',
    'terraform-aws-modules/apigateway-v2 #13',
    'terraform-aws-modules/terraform-aws-apigateway-v2/issues/13',
  ),
  terraformProvider: gitHub(
    'terraform-provider',
    'Terraform provider #15232, after the console',
    'hashicorp/terraform-provider-aws/issues/15232',
  ),
  xRay: source('x-ray', 'AWS X-Ray: tracing header'),
  nodeErrors: source(
    'public-errors',
    'public code that throws strings, and the error messages that result',
  ),
  publicCode: source('public-code', 'public code written for AWS that met or relies on it'),
  publicResponses: source('public-responses', 'responses captured on AWS, public'),
  captures: source('public-events', 'events of HTTP APIs in public repositories'),
  adapters: source('adapters', 'hono and other adapters, which build the header from the list'),
  kter: source(
    'kter',
    'qiita/kter and Stack Overflow 47921803',
    'https://stackoverflow.com/questions/47921803',
  ),
  wwwAuthenticate: source(
    'www-authenticate',
    'contradictory reports: Zenn 2024, anthropics/claude-ai-mcp #748',
  ),
} as const;

/** Reasons for an assumption, deliberate choices, and specifications. */
export const reason = {
  rfc9110: source(
    'rfc-9110',
    'RFC 9110, section 8.6',
    'https://www.rfc-editor.org/rfc/rfc9110#section-8.6',
  ),
  strictest: source('strictest', 'No source is known; the strictest of the plausible responses'),
  analogy: source('analogy', 'No source is known; by analogy with the recorded responses'),
  noMapping: source('no-mapping', 'The documentation maps no method to another'),
  isolation: source('isolation', 'A choice: local code must not reach the account'),
  oneLine: source('one-line', 'A choice: one log line is one event'),
} as const;

/** Every source, in the order of the report. */
export const sources: readonly Source[] = [apiGateway, iam, lambda, seen, reason].flatMap((group) =>
  Object.values<Source>(group),
);
