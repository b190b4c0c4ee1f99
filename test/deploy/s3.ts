import { AwsError, type Service } from './aws-response.ts';
import { region } from './test-account.ts';

/** S3, in which every bucket exists. Objects are stored by `bucket/key`. */
export function createS3(objects: Map<string, Buffer>): Service {
  return {
    GetBucketLocation: () => ({ LocationConstraint: region }),
    GetBucketEncryption: () => {
      throw new AwsError(
        'ServerSideEncryptionConfigurationNotFoundError',
        'no encryption configuration',
      );
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
