import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { StackContent } from '../../packages/local-gateway/test/assembly-folder.ts';
import type { CloudFormationTemplate } from '../observability/template-resources.ts';

/** A resource's properties, to be written to. */
export type Properties = Record<string, unknown>;

/** Changes a template's resources of a type, or one of them by the beginning of its logical id. */
export type ChangeResource = (
  type: string,
  change: (properties: Properties) => unknown,
  idBegins?: string,
) => void;

/** What a fault changes in the template, and code in place of a handler's, by the handler's name. */
export type Fault = readonly [
  change?: (resource: ChangeResource) => void,
  code?: Readonly<Record<string, string>>,
];

/**
 * The template with a fault, as an assembly to serve.
 *
 * @param authorizer the code of the authorizer
 */
export function changed(
  template: CloudFormationTemplate,
  authorizer: string,
  ...[change = () => {}, code = {}]: Fault
): StackContent {
  const copy = structuredClone(template);
  const resource: ChangeResource = (type, changeOne, idBegins = '') => {
    for (const [id, { Type, Properties = {} }] of Object.entries(copy.Resources))
      if (Type === type && id.startsWith(idBegins)) changeOne(Properties as Properties);
  };
  const codes = { authorizer, public: bundled('public'), protected: bundled('protected'), ...code };
  const assets = Object.entries(codes).map(([name, text]) => {
    // The asset of other code has another name, as the CDK would have it: the function is a new one.
    const asset = name in code ? `${name}-altered` : name;
    const idBegins = `${name[0]?.toUpperCase()}${name.slice(1)}`;
    resource(
      'AWS::Lambda::Function',
      (properties) => {
        properties['Code'] = { S3Bucket: 'assets', S3Key: `${asset}.zip` };
      },
      idBegins,
    );
    return [asset, { 'index.mjs': text }] as const;
  });
  change(resource);
  return { template: copy, code: Object.fromEntries(assets) };
}

function bundled(name: string): string {
  return readFileSync(join(inject('bundles')[name] ?? '', 'index.mjs'), 'utf8');
}

/** Sets a variable of a function's environment, or takes it out. */
export function variable(name: string, value: string | undefined) {
  return ({ Environment }: Properties): void => {
    const { Variables } = Environment as { Variables: Record<string, string> };
    if (value === undefined) delete Variables[name];
    else Variables[name] = value;
  };
}
