import type { Template } from 'aws-cdk-lib/assertions';

/** Returns the properties of the resources of a type, by logical id without its hash. */
export function propertiesOf(
  template: Template,
  type: string,
): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(template.findResources(type)).map(([id, { Properties }]) => [
      id.replace(/[0-9A-F]{8}$/, ''),
      Properties,
    ]),
  );
}

/** Returns a function's environment variables. */
export function environmentOf(template: Template, fn: string): Record<string, string> {
  const properties = propertiesOf(template, 'AWS::Lambda::Function')[fn];
  const { Variables = {} } = (properties?.['Environment'] ?? {}) as {
    Variables?: Record<string, string>;
  };
  return Variables;
}
