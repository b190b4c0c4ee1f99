import { Lazy } from 'aws-cdk-lib';
import { Authorizer, CfnAuthorizer, type IRestApi } from 'aws-cdk-lib/aws-apigateway';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { invocationUri, permitInvocation } from './invocation.ts';

/** One bearer JWT: API Gateway rejects anything else without invoking the authorizer. */
const bearerJwt = '^[Bb][Ee][Aa][Rr][Ee][Rr] +[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$';

const authorizationHeader = 'method.request.header.Authorization';

export interface RestAuthorizerProps {
  /** The id of the authorizer in an API. */
  readonly id: string;
  readonly authorizer: IFunction;
  readonly authorizerResultTtlSeconds: number;
  /** Returns whether any route requires scopes; called when the template is written. */
  readonly hasScopes: () => boolean;
}

/** The authorizer of one REST API. It gets its resource when it is used for the first method of the API. */
export class RestAuthorizer extends Authorizer {
  readonly authorizerId: string;
  private readonly props: RestAuthorizerProps;
  private api: IRestApi | undefined;
  private resource: RestAuthorizerResource | undefined;

  constructor(scope: Construct, id: string, props: RestAuthorizerProps) {
    super(scope, id);
    this.props = props;
    this.authorizerId = Lazy.string({ produce: () => this.resource?.authorizerId });
  }

  /** @internal called by an HTTP API, if it is given this authorizer by mistake */
  bind(): never {
    throw new Error('restAuthorizer() is for REST APIs; an HTTP API needs httpAuthorizer()');
  }

  /** @internal called by the CDK for each method */
  override _attachToApi(api: IRestApi): void {
    if (this.api !== undefined && this.api !== api)
      throw new Error(
        `${this.node.path} is used for ${this.api.node.path} and ${api.node.path}: call restAuthorizer() once for each`,
      );
    this.api = api;
    this.resource ??=
      (api.node.tryFindChild(this.props.id) as RestAuthorizerResource | undefined) ??
      new RestAuthorizerResource(api, this.props.id, { ...this.props, api });
  }
}

/**
 * A TOKEN authorizer, or, if routes require scopes, a REQUEST authorizer: its event has the route that API Gateway
 * has matched, and a TOKEN event only the path as the caller wrote it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
class RestAuthorizerResource extends Construct {
  readonly authorizerId: string;

  constructor(
    scope: Construct,
    id: string,
    props: RestAuthorizerProps & { readonly api: IRestApi },
  ) {
    super(scope, id);
    const { api, authorizer, authorizerResultTtlSeconds, hasScopes } = props;
    const resource = new CfnAuthorizer(this, 'Resource', {
      // Unique in its API, which may have other authorizers.
      name: `jwt-${this.node.addr.slice(-8)}`,
      restApiId: api.restApiId,
      type: Lazy.string({ produce: () => (hasScopes() ? 'REQUEST' : 'TOKEN') }),
      authorizerUri: invocationUri(this, authorizer),
      authorizerResultTtlInSeconds: authorizerResultTtlSeconds,
      // With scopes, a cached result is valid for one route only.
      identitySource: Lazy.string({
        produce: () =>
          hasScopes() && authorizerResultTtlSeconds > 0
            ? `${authorizationHeader},context.resourcePath,context.httpMethod`
            : authorizationHeader,
      }),
      identityValidationExpression: Lazy.string({
        produce: () => (hasScopes() ? undefined : bearerJwt),
      }),
    });
    this.authorizerId = resource.ref;
    permitInvocation(this, authorizer, { apiId: api.restApiId, authorizerId: this.authorizerId });
    // A deployment is a snapshot: a changed authorizer needs a new one.
    const deployment = api.latestDeployment;
    deployment?.node.addDependency(this);
    deployment?.addToLogicalId({
      authorizer: { authorizerResultTtlSeconds, function: authorizer.functionArn },
      scopes: Lazy.string({ produce: () => String(hasScopes()) }),
    });
  }
}
