import { describe, expect, it } from 'vitest';
import { resolve } from '../../src/assembly/intrinsics.ts';
import { stackReferences } from '../../src/assembly/stack-references.ts';
import type { JsonObject } from '../../src/json.ts';

const template: JsonObject = {
  Parameters: {
    Plain: { Type: 'String', Default: 'given' },
    Many: { Type: 'CommaDelimitedList', Default: 'a,b' },
    Without: { Type: 'String' },
    Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/where' },
  },
  Mappings: { Sizes: { here: { memory: 128 } } },
  Conditions: {
    IsHere: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
    IsThere: { 'Fn::Not': [{ Condition: 'IsHere' }] },
    Both: { 'Fn::And': [{ Condition: 'IsHere' }, { Condition: 'IsThere' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsHere' }, { Condition: 'IsThere' }] },
  },
  Resources: {
    Fn: { Type: 'AWS::Lambda::Function', Properties: {} },
    Named: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: { Ref: 'Plain' } } },
    Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Fn' } } },
    Alias: {
      Type: 'AWS::Lambda::Alias',
      Properties: { FunctionName: { Ref: 'Fn' }, Name: 'live' },
    },
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: {} },
    Rest: { Type: 'AWS::ApiGateway::RestApi', Properties: {} },
    Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { StageName: 'prod' } },
    Role: { Type: 'AWS::IAM::Role', Properties: {} },
  },
};

const stack = {
  name: 'Stack',
  artifact: 'Stack',
  account: '123456789012',
  region: 'eu-west-1',
  template,
  assets: new Map(),
  folder: '/nowhere',
};

const other = {
  ...stack,
  name: 'Other',
  template: {
    Outputs: {
      Out: { Value: { Ref: 'AWS::StackName' }, Export: { Name: 'Other:name' } },
      Region: { Value: { Ref: 'AWS::Region' } },
      Account: { Value: { Ref: 'AWS::AccountId' } },
    },
  },
};

const references = stackReferences(stack, [
  stack,
  { ...other, region: 'us-east-1' },
  { ...other, account: '111122223333' },
  other,
]);
const lambda = 'arn:aws:lambda:eu-west-1:123456789012:function';

describe('resolve', () => {
  it.each([
    ['a string', 'text', 'text'],
    ['Ref of a parameter', { Ref: 'Plain' }, 'given'],
    ['Ref of a list parameter', { Ref: 'Many' }, ['a', 'b']],
    ['Ref of the account', { Ref: 'AWS::AccountId' }, '123456789012'],
    ['Ref of the region', { Ref: 'AWS::Region' }, 'eu-west-1'],
    ['Ref of the partition', { Ref: 'AWS::Partition' }, 'aws'],
    ['Ref of a function', { Ref: 'Fn' }, 'Stack-Fn'],
    ['Ref of a named function', { Ref: 'Named' }, 'given'],
    ['Ref of a stage', { Ref: 'Stage' }, 'prod'],
    ['Ref of an alias', { Ref: 'Alias' }, `${lambda}:Stack-Fn:live`],
    ['Ref of a version', { Ref: 'Version' }, `${lambda}:Stack-Fn:1`],
    ['Fn::GetAtt of a function', { 'Fn::GetAtt': ['Fn', 'Arn'] }, `${lambda}:Stack-Fn`],
    ['Fn::GetAtt with a dot', { 'Fn::GetAtt': 'Fn.Arn' }, `${lambda}:Stack-Fn`],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Plain' }]] }, 'a-given'],
    ['Fn::Split', { 'Fn::Split': [':', 'a:b'] }, ['a', 'b']],
    ['Fn::Select', { 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b'] }] }, 'b'],
    [
      'Fn::Sub',
      { 'Fn::Sub': `\${Plain} \${Fn.Arn} \${!Plain}` },
      `given ${lambda}:Stack-Fn \${Plain}`,
    ],
    ['Fn::Sub with variables', { 'Fn::Sub': [`\${a}`, { a: { Ref: 'Plain' } }] }, 'given'],
    ['Fn::Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', 'here', 'memory'] }, 128],
    ['Fn::ImportValue', { 'Fn::ImportValue': 'Other:name' }, 'Other'],
    [
      'Fn::GetStackOutput',
      { 'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'Out', Region: 'eu-west-1' } },
      'Other',
    ],
    [
      "Fn::GetStackOutput from the reader's region",
      { 'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'Region' } },
      'eu-west-1',
    ],
    [
      "Fn::GetStackOutput from the reader's account",
      { 'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'Account' } },
      '123456789012',
    ],
    [
      'Fn::GetStackOutput from another region',
      { 'Fn::GetStackOutput': { StackName: 'Other', OutputName: 'Region', Region: 'us-east-1' } },
      'us-east-1',
    ],
    [
      'Fn::GetStackOutput from the account of a role',
      {
        'Fn::GetStackOutput': {
          StackName: 'Other',
          OutputName: 'Account',
          RoleArn: 'arn:aws:iam::111122223333:role/reader',
        },
      },
      '111122223333',
    ],
    ['Fn::If', { 'Fn::If': ['IsHere', 'yes', 'no'] }, 'yes'],
    ['Fn::If of Fn::Not', { 'Fn::If': ['IsThere', 'yes', 'no'] }, 'no'],
    ['Fn::If of Fn::And', { 'Fn::If': ['Both', 'yes', 'no'] }, 'no'],
    ['Fn::If of Fn::Or', { 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
    ['AWS::NoValue in an object', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
    ['AWS::NoValue in a list', [{ Ref: 'AWS::NoValue' }, 1], [1]],
  ])('resolves %s', (_, value, resolved) => {
    expect(resolve(value, references)).toEqual(resolved);
  });

  it('gives an API the same id in every run', () => {
    expect(resolve({ Ref: 'Api' }, references)).toBe('20yk7jbr1x');
    expect(resolve({ Ref: 'Rest' }, references)).toMatch(/^[a-z0-9]{10}$/);
    expect(resolve({ 'Fn::GetAtt': ['Rest', 'RootResourceId'] }, references)).toMatch(
      /^[a-z0-9]+$/,
    );
  });

  it.each([
    ['an unknown function', { 'Fn::Cidr': [] }, 'Fn::Cidr is not emulated'],
    ['a missing resource', { Ref: 'Nothing' }, 'the template has no resource Nothing'],
    ['a parameter without a default', { Ref: 'Without' }, 'the parameter Without has no default'],
    ['a parameter kept in SSM', { Ref: 'Stored' }, 'the parameter Stored is read from SSM'],
    [
      'an attribute that exists on AWS only',
      { 'Fn::GetAtt': ['Role', 'RoleId'] },
      'its RoleId exists on AWS only',
    ],
    [
      'an import without an export',
      { 'Fn::ImportValue': 'x' },
      'no stack of the assembly exports x',
    ],
    [
      'an output of an unknown stack',
      { 'Fn::GetStackOutput': { StackName: 'x', OutputName: 'Out' } },
      'no stack x of the assembly in eu-west-1 has the output Out',
    ],
    ['an index out of range', { 'Fn::Select': [2, ['a']] }, 'the list has no item 2'],
    [
      'a list instead of a string',
      { 'Fn::Join': ['', [['a']]] },
      'Fn::Join: an argument is not a string',
    ],
  ])('rejects %s', (_, value, message) => {
    expect(() => resolve(value, references)).toThrow(message);
  });
});
