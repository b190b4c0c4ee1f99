// What the package exports.

export { SettingsError } from '../contract/settings-error.ts';
export type { AuthorizerMetrics } from './authorizer/authorizer-metrics.ts';
export type { ZuploAuthorizerProps, ZuploIssuer } from './authorizer/authorizer-props.ts';
export type { GatewayResponseOptions } from './authorizer/gateway-responses.ts';
export type { RestAuthorizer } from './authorizer/rest-authorizer.ts';
export {
  type AuthorizerAlarmsOptions,
  type RouteAuthorizerOptions,
  ZuploAuthorizer,
} from './zuplo-authorizer.ts';
