import { isJsonObject, type Json, objectOf, ownMember } from '../json.ts';
import { UserError } from '../user-error.ts';

/** The values that the intrinsic functions of a stack's template refer to. */
export interface References {
  /** Returns undefined for AWS::NoValue. */
  ref(name: string): Json | undefined;
  attribute(logicalId: string, attribute: string): Json;
  condition(name: string): boolean;
  mapping(map: string, topKey: string, secondKey: string): Json;
  importedValue(exportName: string): Json;
  stackOutput(output: StackOutput): Json;
}

/** An output of a stack, which another stack reads by its name (`Fn::GetStackOutput`). */
export interface StackOutput {
  readonly stackName: string;
  readonly outputName: string;
  /** @default the reading stack's */
  readonly region: string | undefined;
  /** @default the reading stack's */
  readonly account: string | undefined;
}

type Intrinsic = (argument: Json, references: References) => Json | undefined;

/**
 * Resolves the intrinsic functions in a template's value; returns undefined for AWS::NoValue, and
 * omits members and list items that are AWS::NoValue.
 *
 * @throws {UserError} for an unsupported function or malformed arguments
 * @see CloudFormation, "Intrinsic function reference"
 */
export function resolve(value: Json, references: References): Json | undefined {
  if (isList(value))
    return value.map((item) => resolve(item, references)).filter((item) => item !== undefined);
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value);
  const [only] = members;
  if (members.length === 1 && only !== undefined && isIntrinsicName(only[0])) {
    const intrinsic = intrinsics[only[0]];
    if (intrinsic === undefined) throw new UserError(`${only[0]} is not emulated`);
    return intrinsic(only[1] ?? null, references);
  }
  return Object.fromEntries(
    members.flatMap(([name, member]) => {
      const resolved = member === undefined ? undefined : resolve(member, references);
      return resolved === undefined ? [] : [[name, resolved]];
    }),
  );
}

function isIntrinsicName(name: string): boolean {
  return name === 'Ref' || name === 'Condition' || name.startsWith('Fn::');
}

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, references) => references.ref(text(argument, 'Ref')),
  Condition: (argument, references) => references.condition(text(argument, 'Condition')),
  'Fn::GetAtt': (argument, references) => {
    const [logicalId = '', ...attribute] = isList(argument)
      ? argument.map((part) => text(resolve(part, references), 'Fn::GetAtt'))
      : text(argument, 'Fn::GetAtt').split('.');
    return references.attribute(logicalId, attribute.join('.'));
  },
  'Fn::Join': (argument, references) => {
    const [separator, parts] = list(argument, 'Fn::Join');
    return list(resolve(parts ?? null, references), 'Fn::Join')
      .map((part) => text(part, 'Fn::Join'))
      .join(text(separator, 'Fn::Join'));
  },
  'Fn::Split': (argument, references) => {
    const [separator, whole] = list(argument, 'Fn::Split');
    const source = text(resolve(whole ?? null, references), 'Fn::Split');
    return source.split(text(separator, 'Fn::Split'));
  },
  'Fn::Select': (argument, references) => {
    const [index, choices] = list(argument, 'Fn::Select');
    const position = Number(text(resolve(index ?? null, references), 'Fn::Select'));
    const chosen = list(resolve(choices ?? null, references), 'Fn::Select')[position];
    if (chosen === undefined) throw new UserError(`Fn::Select: the list has no item ${position}`);
    return chosen;
  },
  'Fn::Sub': substitute,
  'Fn::Base64': (argument, references) =>
    Buffer.from(text(resolve(argument, references), 'Fn::Base64')).toString('base64'),
  'Fn::FindInMap': (argument, references) => {
    const [map, top, second] = list(resolve(argument, references), 'Fn::FindInMap');
    const name = 'Fn::FindInMap';
    return references.mapping(text(map, name), text(top, name), text(second, name));
  },
  'Fn::ImportValue': (argument, references) =>
    references.importedValue(text(resolve(argument, references), 'Fn::ImportValue')),
  'Fn::GetStackOutput': (argument, references) => {
    const { StackName, OutputName, Region, RoleArn } = objectOf(resolve(argument, references));
    const name = 'Fn::GetStackOutput';
    return references.stackOutput({
      stackName: text(StackName, name),
      outputName: text(OutputName, name),
      region: Region === undefined ? undefined : text(Region, name),
      account: RoleArn === undefined ? undefined : text(RoleArn, name).split(':')[4],
    });
  },
  'Fn::If': (argument, references) => {
    const [condition, whenTrue, whenFalse] = list(argument, 'Fn::If');
    const chosen = references.condition(text(condition, 'Fn::If')) ? whenTrue : whenFalse;
    return resolve(chosen ?? null, references);
  },
  'Fn::Equals': (argument, references) => {
    const [left, right] = list(resolve(argument, references), 'Fn::Equals');
    return String(left) === String(right);
  },
  'Fn::Not': (argument, references) => !operands(argument, references, 'Fn::Not')[0],
  'Fn::And': (argument, references) => operands(argument, references, 'Fn::And').every(Boolean),
  'Fn::Or': (argument, references) => operands(argument, references, 'Fn::Or').some(Boolean),
};

function operands(argument: Json, references: References, name: string): readonly Json[] {
  return list(resolve(argument, references), name);
}

function substitute(argument: Json, references: References): string {
  const [template, variables] = isList(argument) ? argument : [argument];
  const values = objectOf(variables);
  return text(template, 'Fn::Sub').replace(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    const variable = ownMember(values, name);
    if (variable !== undefined) return text(resolve(variable, references), 'Fn::Sub');
    const [logicalId = '', ...attribute] = name.trim().split('.');
    const value =
      attribute.length === 0
        ? references.ref(logicalId)
        : references.attribute(logicalId, attribute.join('.'));
    return text(value, 'Fn::Sub');
  });
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function list(value: Json | undefined, name: string): readonly Json[] {
  if (!isList(value)) throw new UserError(`${name}: an argument is not a list`);
  return value;
}

function text(value: Json | undefined, name: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new UserError(`${name}: an argument is not a string`);
}
