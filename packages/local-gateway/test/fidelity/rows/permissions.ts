import { httpApi, lambdaFunction } from '../../templates.ts';
import { logged } from '../expected-log.ts';
import { fixtureStack } from '../fixture-stack.ts';
import { assumed, type Case, documented, type Expected, row, type Topic } from '../row.ts';
import { allowed, scripted } from '../scripted-authorizer.ts';
import { apiGateway } from '../sources.ts';

const invoke = (functionId: string, SourceArn?: object): object => ({
  Type: 'AWS::Lambda::Permission',
  Properties: {
    Action: 'lambda:InvokeFunction',
    FunctionName: { 'Fn::GetAtt': [functionId, 'Arn'] },
    Principal: 'apigateway.amazonaws.com',
    ...(SourceArn && { SourceArn }),
  },
});
const arn = (rest: string): object => ({
  'Fn::Sub': `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Api}/${rest}`,
});
const role = 'arn:aws:iam::123456789012:role/a';
const serverError = { status: 500, body: '{"message":"Internal Server Error"}' };

const permitted = (behavior: string, path: string, expected: Expected | number = 200): Case =>
  row(behavior, `GET ${path}`, expected, scripted(allowed));

/** Whether API Gateway may invoke a function. */
export const permissions: Topic = {
  title: 'Lambda invoke permissions',
  stack: fixtureStack(
    httpApi({
      authorizers: {
        Good: { function: 'Authorizer' },
        Bad: { function: 'OtherAuthorizer' },
        Role: { function: 'OtherAuthorizer', AuthorizerCredentialsArn: role },
      },
      routes: {
        'GET /any': { function: 'Handler' },
        'GET /route/{id}': { function: 'Routes' },
        'ANY /greedy/{proxy+}': { function: 'Routes' },
        'GET /elsewhere': { function: 'Routes' },
        'GET /no-permission': { function: 'NoPermission' },
        'GET /s3': { function: 'S3' },
        'GET /by-role': { function: 'S3', integration: { CredentialsArn: role } },
        'GET /good': { function: 'Handler', authorizer: 'Good' },
        'GET /bad': { function: 'Handler', authorizer: 'Bad' },
        'GET /role': { function: 'Handler', authorizer: 'Role' },
      },
    }),
    {
      Routes: lambdaFunction('handler'),
      NoPermission: lambdaFunction('handler'),
      S3: lambdaFunction('handler'),
      OtherAuthorizer: lambdaFunction('authorizer'),
      HandlerPermission: invoke('Handler'),
      RoutePermission: invoke('Routes', arn('*/*/route/{id}')),
      GreedyPermission: invoke('Routes', arn('*/*/greedy/{proxy+}')),
      GoodPermission: invoke('Authorizer', arn(`authorizers/\${Good}`)),
      BadPermission: invoke('OtherAuthorizer', arn(`authorizers/\${Good}`)),
      S3Permission: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: { Ref: 'S3' },
          Principal: 's3.amazonaws.com',
          SourceArn: { 'Fn::GetAtt': ['Bucket', 'SomethingUnknown'] },
        },
      },
      Bucket: { Type: 'AWS::S3::Bucket' },
    },
  ),
  rows: [
    ...documented(
      apiGateway['http-api-lambda-authorizer'],
      permitted('A permission without SourceArn covers every API', '/any'),
      permitted('A permission may name the route', '/route/7'),
      permitted('A permission may name a greedy route', '/greedy/a/b'),
      permitted('An integration role needs no permission', '/by-role'),
      permitted('A permission may name the authorizer', '/good'),
      permitted('A permission for another authorizer is 500', '/bad', {
        ...serverError,
        log: logged.authorizerNotPermitted,
      }),
      permitted('An authorizer role needs no permission', '/role'),
    ),
    // The page documents authorizers; that integrations fail alike is inferred from it.
    ...assumed(
      apiGateway['http-api-lambda-authorizer'],
      permitted('A permission for another route is 500', '/elsewhere', {
        ...serverError,
        log: logged.functionNotPermitted,
      }),
      permitted('A missing permission is 500', '/no-permission', serverError),
      permitted("Another service's permission is 500", '/s3', serverError),
    ),
  ],
};
