import type { MethodDeploymentOptions } from 'aws-cdk-lib/aws-apigateway';
import type { Route } from '../routes.ts';

/** Gives routes with a limit of their own, as the CDK's stage has them: `/orders/{id}/GET`, and `//GET` of the root. */
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
