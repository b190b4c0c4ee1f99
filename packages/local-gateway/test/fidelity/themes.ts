import type { Theme } from './fidelity-row.ts';
import { functions } from './rows/functions.ts';
import { httpAuthorizers } from './rows/http-authorizers.ts';
import { httpCache } from './rows/http-cache.ts';
import { httpCors, httpCorsForAll, httpWithoutCors } from './rows/http-cors.ts';
import { httpEvent } from './rows/http-event.ts';
import { httpEventV1 } from './rows/http-event-v1.ts';
import { httpGatewayAnswers } from './rows/http-gateway-answers.ts';
import { httpIdentity } from './rows/http-identity.ts';
import { httpResponses } from './rows/http-responses.ts';
import { httpDefaultRoute, httpRoutes } from './rows/http-routes.ts';
import { httpNamedStage, httpStages } from './rows/http-stages.ts';
import { permissions } from './rows/permissions.ts';
import { policies } from './rows/policies.ts';
import {
  recordedHttp,
  recordedHttpIntegration,
  recordedRest,
  recordedRestIntegration,
} from './rows/recorded.ts';
import { restGatewayResponses } from './rows/rest-gateway-responses.ts';
import { restMethods } from './rows/rest-methods.ts';
import { restRequestAuthorizers } from './rows/rest-request-authorizers.ts';
import { restResponses } from './rows/rest-responses.ts';

/** The whole suite: every behaviour that is held against a served stack. */
export const themes: readonly Theme[] = [
  httpRoutes,
  httpDefaultRoute,
  httpStages,
  httpNamedStage,
  httpEvent,
  httpEventV1,
  recordedHttp,
  recordedHttpIntegration,
  httpResponses,
  httpGatewayAnswers,
  httpCors,
  httpCorsForAll,
  httpWithoutCors,
  httpAuthorizers,
  httpIdentity,
  httpCache,
  policies,
  permissions,
  functions,
  restMethods,
  restRequestAuthorizers,
  restResponses,
  restGatewayResponses,
  recordedRest,
  recordedRestIntegration,
];
