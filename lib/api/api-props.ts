import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { DeploymentSettings } from '../settings/deployment-settings.ts';
import type { ZuploAuthorizer } from '../zuplo-authorizer.ts';
import type { Route } from './route.ts';

/** What both API types are created from. */
export interface ApiProps {
  readonly routes: readonly Route[];
  /** Functions by a route's `handler`. */
  readonly handlers: ReadonlyMap<string, IFunction>;
  readonly authorizer: ZuploAuthorizer;
  /** Log group of the access log. */
  readonly accessLog: ILogGroup;
  readonly settings: DeploymentSettings;
}
