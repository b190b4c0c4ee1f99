import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { OperationSettings } from '../settings/operation-settings.ts';

/** Where a custom domain finds the certificate authorities of its callers' certificates. */
export interface Truststore {
  readonly bucket: IBucket;
  readonly key: string;
  readonly version?: string;
}

/**
 * Returns the truststore of mutual TLS as both API types take it: `{ mtls }`, empty without mutual TLS.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mutual-tls.html
 */
export function mutualTls(
  scope: Construct,
  { truststoreUri, truststoreVersion }: OperationSettings,
): { readonly mtls?: Truststore } {
  if (truststoreUri === '') return {};
  const [bucketName = '', ...key] = truststoreUri.replace('s3://', '').split('/');
  return {
    mtls: {
      bucket: Bucket.fromBucketName(scope, 'Truststore', bucketName),
      key: key.join('/'),
      ...(truststoreVersion !== '' && { version: truststoreVersion }),
    },
  };
}
