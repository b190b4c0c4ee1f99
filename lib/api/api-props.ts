import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Route } from '../routes.ts';
import type { DeploymentSettings } from '../settings/deployment-settings.ts';

/** What both flavours are made of. */
export interface ApiProps {
  readonly routes: readonly Route[];
  /** The function that answers, by a route's `handler`. */
  readonly handlers: ReadonlyMap<string, IFunction>;
  readonly authorizer: IFunction;
  /** Where each request leaves its line. */
  readonly accessLog: ILogGroup;
  readonly settings: DeploymentSettings;
}
