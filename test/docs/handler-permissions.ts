import { readFileSync } from 'node:fs';

const published: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync('test/docs/handler-permissions.json', 'utf8'),
);

/** Actions that handlers need for features that neither the stack nor the bootstrap stack uses. */
export const unusedFeatures: readonly (readonly [feature: string, actions: RegExp])[] = [
  [
    'web ACLs of other services',
    /^(amplify|apprunner|appsync|bedrock-agentcore|cognito-idp|elasticloadbalancing):|VerifiedAccess/,
  ],
  ['sharing web ACLs', /^wafv2:(Get|Put)PermissionPolicy$/],
  ['functions in a VPC', /^ec2:Describe(NetworkInterfaces|SecurityGroups|Subnets|Vpcs)$/],
  ['file systems and layers of functions', /^(elasticfilesystem|s3files):/],
  ['code signing', /^lambda:(Put|Delete)FunctionCodeSigningConfig$/],
  ['capacity providers', /^lambda:(PassCapacityProvider|PutFunctionScalingConfig)$/],
  ['pinned runtimes', /^lambda:(AssociateRuntimeAlias|PutRuntimeManagementConfig)$/],
  ['detection of recursion', /^lambda:PutFunctionRecursionConfig$/],
  [
    'data encrypted with a key of your own',
    /^kms:(CreateGrant|Decrypt|Encrypt|GenerateDataKey|RetireGrant)$|^logs:(Associate|Disassociate)KmsKey$/,
  ],
  [
    'protected, indexed and delivered logs',
    /^logs:(Put|Delete)(DataProtection|Index)Policy$|^logs:DeleteResourcePolicy$|^firehose:|REST.PUT/,
  ],
  ['logs sent with bearer tokens', /^logs:PutBearerTokenAuthentication$/],
  ['data protection of topics', /^sns:PutDataProtectionPolicy$/],
  ['policies of users and groups', /^iam:(Delete|Get|Put)(Group|User)Policy$/],
  ['removal of a permissions boundary', /^iam:DeleteRolePermissionsBoundary$/],
  ['resource policies of REST APIs', /^apigateway:UpdateRestApiPolicy$/],
  ['servers', /^codedeploy:RegisterOnPremisesInstance$/],
  ['tables of metadata in S3', /^s3tables:|BucketMetadata/],
  ['objects and replication of the bucket', /^s3:(DeleteObject|PutObjectAcl)$/],
];

/** Returns the published actions of a type without those of unused features. */
export function handlerActions(type: string): readonly string[] {
  const actions = published[type];
  if (actions === undefined) {
    throw new Error(`handler-permissions.json has no ${type}:
.ci/install-cfn-lint && npx node test/docs/write-handler-permissions.ts`);
  }
  return actions.filter((action) => !unusedFeatures.some(([, unused]) => unused.test(action)));
}

/** Returns every published action. */
export function publishedActions(): readonly string[] {
  return Object.values(published).flat();
}
