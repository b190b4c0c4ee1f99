import type { MethodDeploymentOptions } from 'aws-cdk-lib/aws-apigateway';
import type { Route } from './route.ts';

/** Returns the request limits of routes, keyed as the CDK expects: `/orders/{id}/GET`, and `//GET` for the root. */
export function routeThrottles(routes: readonly Route[]): Record<string, MethodDeploymentOptions> {
  return Object.fromEntries(
    routes.flatMap(({ method, path, throttle }) =>
      throttle === undefined
        ? []
        : [
            [
              `${path}/${method}`,
              {
                throttlingRateLimit: throttle.ratePerSecond,
                throttlingBurstLimit: throttle.burst,
              },
            ],
          ],
    ),
  );
}
