import { reports, seen } from './evidence.ts';
import { pages, type Source, titled } from './source.ts';

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
    'api-gateway-make-request-with-compressed-payload':
      'Call an API method with a compressed payload in API Gateway',
    'api-gateway-receive-response-with-compressed-payload':
      'Receive an API response with a compressed payload in API Gateway',
    'api-gateway-enable-compression': 'Enable payload compression for an API in API Gateway',
    'api-gateway-method-settings-method-request': 'Set up a method request in API Gateway',
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
    'lambda-nodejs': 'Building Lambda functions with Node.js',
    'configuration-response-streaming': 'Response streaming for Lambda functions',
  },
  'Lambda: ',
);

/** AWS's source code, and its reference documentation. */
export const awsReference = titled({
  runtimeClient: [
    'The source code of the Node.js runtime client, versions 3 and 4',
    'gh:aws/aws-lambda-nodejs-runtime-interface-client',
  ],
  functionCode: [
    'CloudFormation: AWS::Lambda::Function Code',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html',
  ],
});

/** Specifications that API Gateway follows. */
export const specification = titled({
  rfc9110: ['RFC 9110, section 8.6', 'https://www.rfc-editor.org/rfc/rfc9110#section-8.6'],
});

/** Reasons for an assumption, and deliberate choices. */
export const reason = titled({
  knowledgeCenter: [
    'AWS Knowledge Center: an example of a validation expression',
    'https://repost.aws/knowledge-center/api-gateway-401-error-lambda-authorizer',
  ],
  xRay: [
    'AWS X-Ray: tracing header',
    'https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader',
  ],
  adapters: ['hono and other adapters, which build the Cookie header from the list'],
  unsettled: ['No source is known, or sources disagree; AWS may differ'],
  analogy: ['No source is known; by analogy with the recorded responses'],
  inference: ['An AWS page or a recording of a similar case allows the inference'],
  noMapping: ['The documentation maps no method to another'],
  isolation: ['A choice: local code must not reach the account'],
  oneLine: ['A choice: one log line is one event'],
});

/** Every source, in the order of the report. */
export const sources: readonly Source[] = [
  apiGateway,
  iam,
  lambda,
  awsReference,
  specification,
  seen,
  reports,
  reason,
].flatMap((group) => Object.values<Source>(group));
