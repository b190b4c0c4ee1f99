/** Where the local gateway differs from AWS by design; no test can show the side of AWS. */
export const differences = `
||AWS|Local gateway|Source|
|---|---|---|---|
|Connections|TLS, HTTP/1.1 or HTTP/2, the API domain|HTTP/1.1 on localhost; events still show https, port 443 and the domain|[docs](#http-api-develop-integrations-lambda)|
|REST API URL|includes the stage: \`/prod/pets\`|one port per stage; the stage is in \`requestContext.path\`|[docs](#set-up-lambda-proxy-integrations)|
|Account limits|10,000 requests per second, burst 5,000; 1,000 function instances|only the template's limits; at most 10 instances per function, further requests wait|[docs](#http-api-quotas)|
|Throttling|best effort over many hosts|one exact token bucket per route and stage|[docs](#http-api-throttling)|
|REST API header limit|10,240 bytes for all header values|10,240 bytes for request line and headers|[docs](#api-gateway-execution-service-limits-table)|
|Invoke permissions|a function without one is 500|the same, but an assembly without any \`AWS::Lambda::Permission\` is served with a warning|[docs](#http-api-lambda-authorizer)|
|IAM roles|IAM authorizes AWS calls|no credentials: AWS calls fail; an invocation role is assumed to be allowed|[docs](#permissions)|
|Function CPU|proportional to memory|the machine's|[docs](#lambda-runtime-environment)|
|Function memory|the process is limited|V8's heap is limited, as by the runtime; buffers and native memory are not|[docs](#lambda-runtime-environment)|
|Instance isolation|micro VM, own /tmp, read-only code, frozen between invocations|a process in a temporary copy of the code, shared file system, not frozen: background work continues|[docs](#lambda-runtime-environment)|
|New instances|one for each concurrent request|one at a time while requests wait, so that requests to quick functions share some|[docs](#lambda-runtime-environment)|
|Idle instances|end after minutes|stay until the gateway stops or the function changes|[docs](#lambda-runtime-environment)|
|Authorizer cache after a code change|kept up to its TTL|a reload starts with empty caches|[docs](#http-api-lambda-authorizer)|
|Node.js version|the runtime's|the gateway's; handlers are loaded and called by the rules of the runtime's version|[docs](#nodejs-handler)|
|Uncaught errors on nodejs22.x|reported as the function's error|end the process, as on nodejs24.x|[docs](#runtimeClient)|
|AWS SDK for JavaScript v3|part of the runtime|the project's, if it is installed there|[docs](#lambda-nodejs)|
|Response streaming|\`awslambda.streamifyResponse\` streams|it throws an error that names it|[docs](#configuration-response-streaming)|
|Source maps|applied with \`NODE_OPTIONS=--enable-source-maps\`|always applied|[docs](#lambda-nodejs)|
|Log lines in text format|time, request id, level, message|level and message; without a level, what the function writes itself|[docs](#monitoring-cloudwatchlogs-logformat)|
|Function versions and aliases|own code and settings|the function itself|[docs](#configuration-versions)|
|Environment values known only on AWS|the value|\`known-on-AWS-only:<name>\`, with a log line; \`--env\` replaces it|[docs](#configuration-envvars)|
|AWS WAF|a web ACL rejects requests|named at the start; it rejects nothing|[docs](#set-up-lambda-proxy-integrations)|
|Custom domains, logs, metrics, tracing, tags|as configured|ignored: they change no response|[docs](#api-gateway-variables-for-access-logging)|
|Identity validation expressions|Java regular expressions|JavaScript regular expressions over the whole token|[docs](#apigateway-use-lambda-authorizer)|
|Policy conditions|evaluated for some keys|not evaluated: an Allow is ignored, a Deny applies|[docs](#grammar)|`.trim();
