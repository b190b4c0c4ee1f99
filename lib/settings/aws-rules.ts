import type { Rule } from '../../contract/setting.ts';

export const accountRule: Rule = {
  message: 'it must be the 12 digits of an AWS account, in cdk.json in quotes',
  isValid: (value) => /^\d{12}$/.test(value),
};

export const regionRule: Rule = {
  message: 'it must be an AWS region, such as eu-west-1',
  isValid: (value) => /^[a-z]{2}(-[a-z]{1,16}){1,3}-\d{1,2}$/.test(value),
};

export const domainNameRule: Rule = {
  message: 'it must be a host name in lower case, such as api.example.com',
  isValid: (value) =>
    value.length <= 253 &&
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/.test(value),
};

export const certificateRule: Rule = {
  message: 'it must be the ARN of an ACM certificate in the region of the stack',
  isValid: (value) =>
    /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[A-Za-z0-9-]{1,64}$/.test(value),
};

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, and printable ASCII for the key. */
export const truststoreUriRule: Rule = {
  message: 'it must be the S3 URI of a PEM file, such as s3://bucket/truststore.pem',
  isValid: (value) => /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/[\x21-\x7e]{1,1024}$/.test(value),
};

export const truststoreVersionRule: Rule = {
  message: 'it must be the version ID of an S3 object',
  isValid: (value) => /^[\x21-\x7e]{1,1024}$/.test(value),
};

export const webAclRule: Rule = {
  message: 'it must be the ARN of a regional web ACL (wafv2) in the region of the stack',
  isValid: (value) =>
    /^arn:aws[a-z-]*:wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/[\w-]{1,128}\/[0-9a-f-]{36}$/.test(
      value,
    ),
};
