import type { Service } from './aws-response.ts';
import { account } from './test-account.ts';

const oneHourMilliseconds = 3_600_000;

/** STS: the caller is a user of the account and may assume every role. */
export const sts: Service = {
  GetCallerIdentity: () => ({
    Account: account,
    UserId: 'scenario',
    Arn: `arn:aws:iam::${account}:user/scenario`,
  }),
  AssumeRole: () => ({
    Credentials: {
      AccessKeyId: 'scenario-role',
      SecretAccessKey: 'scenario',
      SessionToken: 'scenario',
      Expiration: new Date(Date.now() + oneHourMilliseconds).toISOString(),
    },
  }),
};
