import { UnsupportedSyntax } from './unsupported-syntax.ts';

/** A CloudFormation template, as `cdk synth` writes it. */
export interface CloudFormationTemplate {
  readonly Resources: Readonly<
    Record<
      string,
      { readonly Type: string; readonly Properties?: Readonly<Record<string, unknown>> }
    >
  >;
}

/** Returns the resources of a type, by logical id, with their properties. */
export function resourcesOf(
  template: CloudFormationTemplate,
  type: string,
): readonly (readonly [logicalId: string, properties: Readonly<Record<string, unknown>>])[] {
  return Object.entries(template.Resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([logicalId, { Properties = {} }]) => [logicalId, Properties] as const);
}

/**
 * Holds that an object has no properties but these.
 *
 * @throws {UnsupportedSyntax} that names the first other one: what it would change is not supported here
 */
export function rejectOtherProperties(
  where: string,
  given: object,
  known: readonly string[],
): void {
  const other = Object.keys(given).find((name) => !known.includes(name));
  if (other !== undefined) throw new UnsupportedSyntax(`${where}: ${other} is not supported here`);
}
