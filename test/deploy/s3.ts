import { AwsError, type Service } from './aws-answer.ts';
import { region } from './rehearsed-account.ts';

/** S3: whatever bucket is asked for is there. Objects are kept by `bucket/key`. */
export function createS3(objects: Map<string, Buffer>): Service {
  return {
    GetBucketLocation: () => ({ LocationConstraint: region }),
    GetBucketEncryption: () => {
      throw new AwsError('ServerSideEncryptionConfigurationNotFoundError', 'S3 decides');
    },
    ListObjectsV2: ({ parameters: { Bucket, prefix = '' } }) => {
      const object = objects.get(`${Bucket}/${prefix}`);
      if (object === undefined) return { ListBucketResult: { KeyCount: '0' } };
      const Contents = { Key: prefix, Size: String(object.length) };
      return { ListBucketResult: { KeyCount: '1', Contents } };
    },
    PutObject: ({ parameters: { Bucket, Key }, object }) => {
      objects.set(`${Bucket}/${Key}`, object);
      return '';
    },
  };
}
