import type { Service } from './aws-answer.ts';
import { account } from './rehearsed-account.ts';

const oneHourMilliseconds = 3_600_000;

/** STS: the caller is a user of the account and may assume every role. */
export const sts: Service = {
  GetCallerIdentity: () => ({
    Account: account,
    UserId: 'rehearsal',
    Arn: `arn:aws:iam::${account}:user/rehearsal`,
  }),
  AssumeRole: () => ({
    Credentials: {
      AccessKeyId: 'rehearsal-role',
      SecretAccessKey: 'rehearsal',
      SessionToken: 'rehearsal',
      Expiration: new Date(Date.now() + oneHourMilliseconds).toISOString(),
    },
  }),
};
