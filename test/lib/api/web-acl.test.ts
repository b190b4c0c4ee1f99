import { expect, test } from 'vitest';
import { templateOf } from '../../synthesized.ts';
import { propertiesOf } from '../template-properties.ts';

const webAclArn =
  'arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/zuplo/0f0e0d0c-0b0a-0908-0706-050403020100';

test('a web ACL protects the stage of a REST API', () => {
  const template = templateOf({ api: 'rest', webAclArn });
  const [stage] = Object.keys(template.findResources('AWS::ApiGateway::Stage'));
  const associations = Object.values(propertiesOf(template, 'AWS::WAFv2::WebACLAssociation'));
  expect(associations).toMatchObject([{ WebACLArn: webAclArn }]);
  expect(JSON.stringify(associations)).toContain(`"/stages/",{"Ref":"${stage}"}`);
});

test('a REST API has no web ACL by default', () => {
  templateOf({ api: 'rest' }).resourceCountIs('AWS::WAFv2::WebACLAssociation', 0);
});
