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
    'apigateway-override-request-response-parameters':
      "Override your API's request and response parameters and status codes",
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

/** Recordings and measurements of AWS by third parties; `gh:` stands for GitHub. */
export const seen = titled({
  knowledgeCenter: [
    'AWS Knowledge Center: API Gateway 401 with a Lambda authorizer',
    'https://repost.aws/knowledge-center/api-gateway-401-error-lambda-authorizer',
  ],
  powertools: [
    'Powertools for AWS Lambda (TypeScript), events captured June 2024',
    'gh:aws-powertools/powertools-lambda-typescript/tree/main/packages/parser/tests/events',
  ],
  dotnet: [
    'aws-lambda-dotnet, Lambda Test Tool: snapshots of live responses, April 2025',
    'gh:aws/aws-lambda-dotnet',
  ],
  dotnetErrors: [
    'aws-lambda-dotnet, Lambda Test Tool: one live response stands for any error of the function',
    'gh:aws/aws-lambda-dotnet',
  ],
  dotnetAuthorizers: [
    'aws-lambda-dotnet, authorizer tests deployed to AWS',
    'gh:aws/aws-lambda-dotnet',
  ],
  serverless: [
    'serverless/serverless, live tests of REST authorizers, August 2026',
    'gh:serverless/serverless',
  ],
  serverlessMcp: ['serverless, guide to MCP on AWS'],
  sam: ['AWS SAM, integration tests against AWS', 'gh:aws/aws-sam-cli'],
  samIssue: ['aws-sam-cli issues, responses compared with AWS', 'gh:aws/aws-sam-cli/issues'],
  classmethod: ['classmethod: Lambda authorizers and Internal Server Error, October 2023'],
  marcogrcr: [
    'dev.to/marcogrcr: failure modes of Lambda authorizers on REST APIs',
    'https://dev.to/marcogrcr',
  ],
  chalice: ['chalice #971, a response captured on AWS', 'gh:aws/chalice/issues/971'],
  basicAuth: ['serverless-basic-authentication #14, a response captured on AWS'],
  floci: ['floci, routing and claims measured on AWS, August 2026', 'gh:floci-io/floci'],
  ministack: ['ministack, “verified against live AWS”', 'gh:ministackorg/ministack'],
  cortex: [
    'cortexlabs/cortex #1225, a response captured on AWS',
    'gh:cortexlabs/cortex/issues/1225',
  ],
  voker: ['hotsock/voker #8 with middleapi/standard-server #93', 'gh:hotsock/voker/issues/8'],
  powertoolsPython: [
    'powertools-lambda-python #1552 and #1577, chalice #65',
    'gh:aws-powertools/powertools-lambda-python/issues/1552',
  ],
  localstack: [
    'LocalStack, a recording of header remapping on AWS, December 2024',
    'gh:localstack/localstack',
  ],
  terraform: [
    'terraform-aws-modules/apigateway-v2 #13',
    'gh:terraform-aws-modules/terraform-aws-apigateway-v2/issues/13',
  ],
  terraformProvider: [
    'Terraform provider #15232, after the console',
    'gh:hashicorp/terraform-provider-aws/issues/15232',
  ],
  xRay: ['AWS X-Ray: tracing header'],
  nodeErrors: ['public code that throws strings, and the error messages that result'],
  publicCode: ['public code written for AWS that met or relies on it'],
  publicResponses: ['responses captured on AWS, public'],
  captures: ['events of HTTP APIs in public repositories'],
  adapters: ['hono and other adapters, which build the header from the list'],
  kter: ['qiita/kter and Stack Overflow 47921803', 'https://stackoverflow.com/questions/47921803'],
  wwwAuthenticate: ['contradictory reports: Zenn 2024, anthropics/claude-ai-mcp #748'],
});

/** Reasons for an assumption, deliberate choices, and specifications. */
export const reason = titled({
  rfc9110: ['RFC 9110, section 8.6', 'https://www.rfc-editor.org/rfc/rfc9110#section-8.6'],
  strictest: ['No source is known; the strictest of the plausible responses'],
  analogy: ['No source is known; by analogy with the recorded responses'],
  noMapping: ['The documentation maps no method to another'],
  isolation: ['A choice: local code must not reach the account'],
  oneLine: ['A choice: one log line is one event'],
});

function titled<Id extends string>(
  entries: Readonly<Record<Id, readonly [title: string, url?: string]>>,
): Readonly<Record<Id, Source>> {
  const all = Object.entries<readonly [string, string?]>(entries).map(([id, [title, url]]) => [
    id,
    { id, title, ...(url && { url: url.replace(/^gh:/, 'https://github.com/') }) },
  ]);
  return Object.fromEntries(all);
}

/** Every source, in the order of the report. */
export const sources: readonly Source[] = [apiGateway, iam, lambda, seen, reason].flatMap((group) =>
  Object.values<Source>(group),
);
