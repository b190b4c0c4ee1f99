import type { Service } from './aws-response.ts';
import { account } from './test-account.ts';

const oneHourMilliseconds = 3_600_000;

/** STS: the caller is a user of the account and may assume every role, whose name is then the access key. */
export const sts: Service = {
  GetCallerIdentity: () => ({
    Account: account,
    UserId: 'scenario',
    Arn: `arn:aws:iam::${account}:user/scenario`,
  }),
  AssumeRole: ({ parameters: { RoleArn = '' } }) => ({
    Credentials: {
      AccessKeyId: RoleArn.slice(RoleArn.lastIndexOf('/') + 1),
      SecretAccessKey: 'scenario',
      SessionToken: 'scenario',
      Expiration: new Date(Date.now() + oneHourMilliseconds).toISOString(),
    },
  }),
};
