import { Aspects, Stack } from 'aws-cdk-lib';
import { Method, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import type {
  HttpRouteAuthorizerBindOptions,
  HttpRouteAuthorizerConfig,
  IHttpApi,
  IHttpRoute,
  IHttpRouteAuthorizer,
} from 'aws-cdk-lib/aws-apigatewayv2';
import type { Alarm, Metric, MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { AuthorizerFunction } from './authorizer/authorizer-function.ts';
import { AuthorizerMetrics } from './authorizer/authorizer-metrics.ts';
import { checkProps, type ZuploAuthorizerProps } from './authorizer/authorizer-props.ts';
import {
  addGatewayResponses,
  type GatewayResponseOptions,
} from './authorizer/gateway-responses.ts';
import { HttpAuthorizer, HttpRouteAuthorizer } from './authorizer/http-authorizer.ts';
import { rejectUnknownOptions } from './authorizer/options.ts';
import { httpRouteEntry, restRouteEntries } from './authorizer/protected-routes.ts';
import { RestAuthorizer } from './authorizer/rest-authorizer.ts';
import { checkScopes, type RouteScopes, routeScopesOf } from './authorizer/route-table.ts';
import { authorizerAlarms } from './observability/alarms/authorizer-alarms.ts';
import { createAlarm, type TopicsBySeverity } from './observability/alarms/create-alarm.ts';

/** Options of the alarms. */
export interface AuthorizerAlarmsOptions extends TopicsBySeverity {
  /** URL of a page with the sections `authorizer-errors`, `jwks-fetch-failures` and `rejection-rate`, linked from the alarms. @default none */
  readonly runbookUrl?: string;
}

/** Options of a route's authorizer. */
export interface RouteAuthorizerOptions {
  /** Scopes that a token must have, all of them (RFC 6749 section 3.3). @default none */
  readonly scopes?: readonly string[];
}

/**
 * A Lambda authorizer that verifies JWTs which Zuplo has signed, for any number of HTTP APIs and REST APIs.
 *
 * ```ts
 * const zuplo = new ZuploAuthorizer(this, 'Zuplo', { issuer: 'https://…/__zuplo/issuer', audience: 'your-audience' });
 * new HttpApi(this, 'Api', { defaultAuthorizer: zuplo.httpAuthorizer() });
 * ```
 */
export class ZuploAuthorizer extends Construct {
  /** The function. API Gateway invokes its alias `live`. */
  readonly function: AuthorizerFunction;
  /** The alias that is invoked, for provisioned concurrency and gradual deployments. */
  readonly live: Alias;
  /** The function's log group: a line for each rejection, error and JWKS fetch. */
  readonly logGroup: ILogGroup;
  private readonly authorizerResultTtlSeconds: number;
  private readonly metricNamespace: string;
  private readonly httpRoutes = new Map<IHttpRoute, readonly string[]>();
  private readonly restAuthorizers: RestAuthorizer[] = [];
  private readonly methodScopes = new Map<Method, readonly string[]>();
  private metricsFromLogs: AuthorizerMetrics | undefined;
  private completeScopes: RouteScopes | undefined;

  /** @throws {SettingsError} naming every prop that is missing, invalid or unknown */
  constructor(scope: Construct, id: string, props: ZuploAuthorizerProps) {
    const settings = checkProps(props);
    super(scope, id);
    this.authorizerResultTtlSeconds = props.authorizerResultTtlSeconds ?? 0;
    this.metricNamespace = props.metricNamespace ?? `${Stack.of(this).stackName}/${id}`;
    this.function = new AuthorizerFunction(this, 'Function', settings, props);
    this.logGroup = this.function.logGroup;
    const { provisionedConcurrency = 0 } = props;
    this.live = this.function.addAlias('live', {
      ...(provisionedConcurrency > 0 && {
        provisionedConcurrentExecutions: provisionedConcurrency,
      }),
    });
    Aspects.of(this).add({
      visit: (node) => {
        if (node === this) this.complete();
      },
    });
  }

  /**
   * Returns an authorizer for an HTTP API (`defaultAuthorizer`) or one of its routes.
   * @throws {Error} for scopes of another form than 1 to 128 letters, digits or any of _ . : / -
   */
  httpAuthorizer(options: RouteAuthorizerOptions = {}): IHttpRouteAuthorizer {
    rejectUnknownOptions(options, ['scopes']);
    const { scopes = [] } = options;
    checkScopes(scopes);
    return new HttpRouteAuthorizer((bound) => this.bindHttpRoute(bound, scopes));
  }

  /**
   * Returns an authorizer for a REST API (`defaultMethodOptions`) or its methods; each API needs one of its own.
   * Scopes are declared with {@link requireScopes}.
   */
  restAuthorizer(options: Readonly<Record<string, never>> = {}): RestAuthorizer {
    this.rejectLateRoutes();
    rejectUnknownOptions(options, []);
    const number = this.restAuthorizers.length + 1;
    const authorizer = new RestAuthorizer(this, `Rest${number}`, {
      id: this.idInApi,
      authorizer: invocable(this.live),
      authorizerResultTtlSeconds: this.authorizerResultTtlSeconds,
      hasScopes: () => Object.keys(this.scopes).length > 0,
    });
    this.restAuthorizers.push(authorizer);
    return authorizer;
  }

  /**
   * Declares the scopes that a token must have for a REST API's method, all of them.
   * @throws {Error} for invalid scopes, and the second time for a method; when the app is synthesized, if the method
   *   does not use this authorizer
   */
  requireScopes(method: Method, scopes: readonly string[]): void {
    this.rejectLateRoutes();
    checkScopes(scopes);
    if (!(method instanceof Method))
      throw new Error(
        'requireScopes is for methods of REST APIs; for HTTP APIs, httpAuthorizer({ scopes })',
      );
    if (this.methodScopes.has(method))
      throw new Error(`${method.node.path} has scopes already: give all of them at once`);
    this.methodScopes.set(method, scopes);
  }

  /** Replaces a REST API's own 401 and 403 responses, with `WWW-Authenticate`, and adds CORS headers. */
  addGatewayResponses(api: RestApi, options: GatewayResponseOptions = {}): void {
    addGatewayResponses(api, options);
  }

  /** Metrics that are counted from the log. They are created with the first use of one of them. */
  get metrics(): AuthorizerMetrics {
    this.metricsFromLogs ??= new AuthorizerMetrics(this, 'Metrics', {
      namespace: this.metricNamespace,
      logGroup: this.logGroup,
    });
    return this.metricsFromLogs;
  }

  /** Requests whose token was rejected. @default the sum of five minutes */
  metricRejections(props: MetricOptions = {}): Metric {
    return this.metrics.rejections.with(props);
  }

  /** Requests that the authorizer could not decide. @default the sum of five minutes */
  metricErrors(props: MetricOptions = {}): Metric {
    return this.metrics.authorizerErrors.with(props);
  }

  /** JWKS fetches that succeeded. @default the sum of five minutes */
  metricJwksFetches(props: MetricOptions = {}): Metric {
    return this.metrics.jwksFetches.with(props);
  }

  /** JWKS fetches that failed. @default the sum of five minutes */
  metricJwksFetchFailures(props: MetricOptions = {}): Metric {
    return this.metrics.jwksFetchFailures.with(props);
  }

  /** Age in seconds of the JWKS that stays in use after a failed fetch. @default the maximum of five minutes */
  metricStaleJwksAge(props: MetricOptions = {}): Metric {
    return this.metrics.staleJwksAge.with(props);
  }

  /**
   * Adds three alarms: for errors and for failed JWKS fetches (both notify `page`), and for a rejection rate of 20 %
   * (`notice`).
   */
  addAlarms(options: AuthorizerAlarmsOptions = {}): readonly Alarm[] {
    rejectUnknownOptions(options, ['page', 'notice', 'runbookUrl']);
    const scope = new Construct(this, 'Alarms');
    const action = `Look into the log group of ${this.function.node.path}: message.event, message.reason, message.cause.`;
    return authorizerAlarms({ logs: this.metrics, authorizer: this }).map((definition) =>
      createAlarm(scope, { ...definition, action }, options, options.runbookUrl),
    );
  }

  /** With the address: another construct may have the same id, and must not get this one's authorizer. */
  private get idInApi(): string {
    return `${this.node.id}Authorizer${this.node.addr}`;
  }

  /** Scopes are written beside the code, so that a route that is declared later would require none. */
  private rejectLateRoutes(): void {
    if (this.completeScopes !== undefined)
      throw new Error(`${this.node.path}: routes must be declared before the app is synthesized`);
  }

  private bindHttpRoute(
    { route }: HttpRouteAuthorizerBindOptions,
    scopes: readonly string[],
  ): HttpRouteAuthorizerConfig {
    this.rejectLateRoutes();
    this.httpRoutes.set(route, scopes);
    const { authorizerId } = this.httpAuthorizerOf(route.httpApi);
    return { authorizerId, authorizationType: 'CUSTOM' };
  }

  private httpAuthorizerOf(api: IHttpApi): HttpAuthorizer {
    const existing = api.node.tryFindChild(this.idInApi) as HttpAuthorizer | undefined;
    return (
      existing ??
      new HttpAuthorizer(api, this.idInApi, {
        api,
        authorizer: invocable(this.live),
        authorizerResultTtlSeconds: this.authorizerResultTtlSeconds,
      })
    );
  }

  /** The scopes of all protected routes; empty if no route requires scopes. */
  private get scopes(): RouteScopes {
    return (
      this.completeScopes ??
      routeScopesOf([
        ...Array.from(this.httpRoutes, ([route, scopes]) => httpRouteEntry(route, scopes)),
        ...restRouteEntries(this.node.root, this.restAuthorizers, this.methodScopes),
      ])
    );
  }

  /** Adds the scopes to the code, once all routes have been declared. */
  private complete(): void {
    if (this.completeScopes !== undefined) return;
    this.completeScopes = this.scopes;
    this.function.complete(this.completeScopes);
  }
}

/** The CDK's types contradict each other under exactOptionalPropertyTypes: `role?` is not `role: … | undefined`. */
function invocable(alias: Alias): IFunction {
  return alias as IFunction;
}
