import { httpApi, lambdaFunction } from '../../templates.ts';
import type { FidelityRow, Theme } from '../fidelity-row.ts';
import { allowed, asking } from '../judged.ts';
import { act, judge } from '../scripted-functions.ts';
import { page } from '../sources.ts';

const invoke = (functionId: string, SourceArn: object | undefined): object => ({
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
const failure = { status: 500, body: '{"message":"Internal Server Error"}' };

function permitted(
  behaviour: string,
  request: string,
  expected: FidelityRow['expected'],
): FidelityRow {
  return {
    behaviour,
    source: page.authorizer,
    // The page says it of authorizers; that integrations fail alike is inferred from it.
    confidence: expected.status === 500 && !request.includes('bad') ? 'unknown' : 'confirmed',
    request,
    headers: asking(allowed),
    expected,
  };
}

/** Whether API Gateway may invoke a function. */
export const permissions: Theme = {
  title: 'Permissions to invoke functions',
  stack: {
    code: { act, judge },
    template: {
      Resources: {
        ...Object.fromEntries(
          ['Any', 'Route', 'Greedy', 'Elsewhere', 'Nobody', 'ByRole', 'S3'].map((id) => [
            id,
            lambdaFunction('act'),
          ]),
        ),
        Judge: lambdaFunction('judge'),
        Stranger: lambdaFunction('judge'),
        ...httpApi({
          authorizers: {
            Good: { function: 'Judge' },
            Bad: { function: 'Stranger' },
            Role: {
              function: 'Stranger',
              AuthorizerCredentialsArn: 'arn:aws:iam::123456789012:role/a',
            },
          },
          routes: {
            'GET /any': { function: 'Any' },
            'GET /route/{id}': { function: 'Route' },
            'ANY /greedy/{proxy+}': { function: 'Greedy' },
            'GET /elsewhere': { function: 'Elsewhere' },
            'GET /nobody': { function: 'Nobody' },
            'GET /s3': { function: 'S3' },
            'GET /by-role': {
              function: 'ByRole',
              integration: { CredentialsArn: 'arn:aws:iam::123456789012:role/a' },
            },
            'GET /good': { function: 'Any', authorizer: 'Good' },
            'GET /bad': { function: 'Any', authorizer: 'Bad' },
            'GET /role': { function: 'Any', authorizer: 'Role' },
          },
        }),
        AnyPermission: invoke('Any', undefined),
        RoutePermission: invoke('Route', arn('*/*/route/{id}')),
        GreedyPermission: invoke('Greedy', arn('*/*/greedy/{proxy+}')),
        ElsewherePermission: invoke('Elsewhere', arn('*/*/any')),
        GoodPermission: invoke('Judge', arn(`authorizers/\${Good}`)),
        BadPermission: invoke('Stranger', arn(`authorizers/\${Good}`)),
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
    },
  },
  rows: [
    permitted('a permission without a source is for all', 'GET /any', { status: 200 }),
    permitted('a permission for the route, as the CDK writes it', 'GET /route/7', { status: 200 }),
    permitted('a permission for a greedy route, as the CDK writes it', 'GET /greedy/a/b', {
      status: 200,
    }),
    permitted('a permission for another route is none: 500', 'GET /elsewhere', {
      ...failure,
      log: /no permission to invoke Elsewhere/,
    }),
    permitted('no permission: 500', 'GET /nobody', failure),
    permitted("another service's permission is none: 500", 'GET /s3', failure),
    permitted('a role of the integration needs no permission', 'GET /by-role', { status: 200 }),
    permitted('a permission for the authorizer', 'GET /good', { status: 200 }),
    permitted('a permission for another authorizer is none: 500', 'GET /bad', {
      ...failure,
      log: /authorizer: failed: API Gateway has no permission/,
    }),
    permitted('a role of the authorizer needs no permission', 'GET /role', { status: 200 }),
  ],
};
