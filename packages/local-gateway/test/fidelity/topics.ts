import type { Topic } from './row.ts';
import { functionCode } from './rows/function-code.ts';
import { functions } from './rows/functions.ts';
import { httpAuthorizerEvent } from './rows/http-authorizer-event.ts';
import { httpAuthorizersV1, httpSimpleResponses } from './rows/http-authorizer-formats.ts';
import { httpAuthorizers } from './rows/http-authorizers.ts';
import { httpCache } from './rows/http-cache.ts';
import { httpCors, httpCorsForAll, httpWithoutCors } from './rows/http-cors.ts';
import { httpEvent } from './rows/http-event.ts';
import { httpEventV1 } from './rows/http-event-v1.ts';
import { httpGatewayErrors } from './rows/http-gateway-errors.ts';
import { httpIdentity } from './rows/http-identity.ts';
import { httpResponses } from './rows/http-responses.ts';
import { httpDefaultRoute, httpRoutes } from './rows/http-routes.ts';
import { httpNamedStage, httpStages } from './rows/http-stages.ts';
import { permissions } from './rows/permissions.ts';
import { policies } from './rows/policies.ts';
import { recordedEvents } from './rows/recorded.ts';
import { restBinary } from './rows/rest-binary.ts';
import { restCache } from './rows/rest-cache.ts';
import { restCompression } from './rows/rest-compression.ts';
import { restEvent } from './rows/rest-event.ts';
import { restGatewayResponses } from './rows/rest-gateway-responses.ts';
import { restPreflight } from './rows/rest-preflight.ts';
import { restRequestAuthorizers } from './rows/rest-request-authorizers.ts';
import { restResponses } from './rows/rest-responses.ts';
import { restCatchAll, restRouting } from './rows/rest-routing.ts';
import { restTokenAuthorizers } from './rows/rest-token-authorizers.ts';

/** Every topic, in the order of the report. */
export const topics: readonly Topic[] = [
  httpRoutes,
  httpDefaultRoute,
  httpStages,
  httpNamedStage,
  httpEvent,
  httpEventV1,
  httpResponses,
  httpGatewayErrors,
  httpCors,
  httpCorsForAll,
  httpWithoutCors,
  httpAuthorizers,
  httpAuthorizerEvent,
  httpIdentity,
  httpSimpleResponses,
  httpAuthorizersV1,
  httpCache,
  policies,
  permissions,
  functions,
  functionCode,
  restRouting,
  restCatchAll,
  restEvent,
  restTokenAuthorizers,
  restRequestAuthorizers,
  restCache,
  restResponses,
  restBinary,
  restCompression,
  restGatewayResponses,
  restPreflight,
  ...recordedEvents,
];
