/** Resources of a template, by logical id. */
export type Resources = Readonly<Record<string, object>>;

/** A Lambda function with the code of an asset. */
export function lambdaFunction(asset: string, properties: object = {}): object {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: 'assets', S3Key: `${asset}.zip` },
      Handler: 'index.handler',
      Role: 'arn:aws:iam::123456789012:role/any',
      Runtime: 'nodejs24.x',
      ...properties,
    },
  };
}

/** The URI with which API Gateway invokes a function. */
export function invocationUri(functionId: string): object {
  return {
    'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${functionId}.Arn}/invocations`,
  };
}

/** A route of an HTTP API for `httpApi`. */
export interface RouteContent {
  readonly function: string;
  readonly authorizer?: string;
  readonly integration?: object;
}

/** An authorizer: its function, and properties that override the defaults. */
export interface AuthorizerContent {
  readonly function: string;
  readonly [property: string]: unknown;
}

/** An HTTP API with routes by key, authorizers by logical id, and the `$default` stage. */
export function httpApi(content: {
  readonly routes: Readonly<Record<string, RouteContent>>;
  readonly authorizers?: Readonly<Record<string, AuthorizerContent>>;
  readonly api?: object;
  readonly stage?: object;
}): Resources {
  const ApiId = { Ref: 'Api' };
  const routes = Object.entries(content.routes).flatMap(([key, route], index) => [
    [`Integration${index}`, integration(ApiId, route)],
    [`Route${index}`, httpRoute(ApiId, key, route, index)],
  ]);
  const authorizers = Object.entries(content.authorizers ?? {}).map(
    ([id, { function: functionId, ...properties }]) => [
      id,
      {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          ApiId,
          AuthorizerPayloadFormatVersion: '2.0',
          AuthorizerResultTtlInSeconds: 0,
          AuthorizerType: 'REQUEST',
          AuthorizerUri: invocationUri(functionId),
          IdentitySource: ['$request.header.Authorization'],
          Name: id,
          ...properties,
        },
      },
    ],
  );
  const stage = { ApiId, AutoDeploy: true, StageName: '$default', ...content.stage };
  return {
    Api: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: { Name: 'test-api', ProtocolType: 'HTTP', ...content.api },
    },
    Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: stage },
    ...Object.fromEntries([...routes, ...authorizers]),
  };
}

function integration(ApiId: object, route: RouteContent): object {
  return {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId,
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { 'Fn::GetAtt': [route.function, 'Arn'] },
      PayloadFormatVersion: '2.0',
      ...route.integration,
    },
  };
}

function httpRoute(ApiId: object, key: string, route: RouteContent, index: number): object {
  const authorization =
    route.authorizer === undefined
      ? { AuthorizationType: 'NONE' }
      : { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: route.authorizer } };
  return {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId,
      RouteKey: key,
      Target: { 'Fn::Join': ['', ['integrations/', { Ref: `Integration${index}` }]] },
      ...authorization,
    },
  };
}

/** A REST API with methods by `<METHOD> <path>`, and the stage `prod`. */
export function restApi(content: {
  readonly methods: Readonly<Record<string, RouteContent>>;
  readonly authorizers?: Readonly<Record<string, AuthorizerContent>>;
  readonly gatewayResponses?: Readonly<Record<string, object>>;
  readonly api?: object;
  readonly stage?: object;
}): Resources {
  const RestApiId = { Ref: 'Api' };
  const resources: Record<string, object> = {
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'test-api', ...content.api } },
    Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId } },
    Stage: {
      Type: 'AWS::ApiGateway::Stage',
      Properties: {
        RestApiId,
        DeploymentId: { Ref: 'Deployment' },
        StageName: 'prod',
        ...content.stage,
      },
    },
  };
  for (const [index, [key, method]] of Object.entries(content.methods).entries()) {
    const [httpMethod, path = '/'] = key.split(' ');
    const ResourceId = addResources(resources, path);
    resources[`Method${index}`] = restMethod(RestApiId, ResourceId, httpMethod, method);
  }
  for (const [id, { function: functionId, ...properties }] of Object.entries(
    content.authorizers ?? {},
  ))
    resources[id] = {
      Type: 'AWS::ApiGateway::Authorizer',
      Properties: {
        RestApiId,
        AuthorizerResultTtlInSeconds: 0,
        AuthorizerUri: invocationUri(functionId),
        IdentitySource: 'method.request.header.Authorization',
        Name: id,
        Type: 'TOKEN',
        ...properties,
      },
    };
  for (const [ResponseType, properties] of Object.entries(content.gatewayResponses ?? {}))
    resources[`GatewayResponse${ResponseType.replaceAll('_', '')}`] = {
      Type: 'AWS::ApiGateway::GatewayResponse',
      Properties: { RestApiId, ResponseType, ...properties },
    };
  return resources;
}

function addResources(resources: Record<string, object>, path: string): object {
  let ParentId: object = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };
  let id = 'Resource';
  for (const PathPart of path.split('/').filter(Boolean)) {
    id = `${id}${Buffer.from(PathPart).toString('hex')}`;
    resources[id] = {
      Type: 'AWS::ApiGateway::Resource',
      Properties: { RestApiId: { Ref: 'Api' }, ParentId, PathPart },
    };
    ParentId = { Ref: id };
  }
  return ParentId;
}

function restMethod(
  RestApiId: object,
  ResourceId: object,
  HttpMethod: string | undefined,
  method: RouteContent,
): object {
  return {
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      RestApiId,
      ResourceId,
      HttpMethod,
      ...(method.authorizer === undefined
        ? { AuthorizationType: 'NONE' }
        : { AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: method.authorizer } }),
      Integration: method.integration ?? {
        Type: 'AWS_PROXY',
        IntegrationHttpMethod: 'POST',
        Uri: invocationUri(method.function),
      },
    },
  };
}
