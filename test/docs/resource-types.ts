import { readdirSync, readFileSync } from 'node:fs';

const snapshots = 'test/lib/templates';

/** Returns the resource types of the stack: those of the template snapshots. */
export function stackTypes(): readonly string[] {
  const templates = readdirSync(snapshots).map((file) =>
    readFileSync(`${snapshots}/${file}`, 'utf8'),
  );
  const types = templates.flatMap((template) =>
    Object.values<{ Type: string }>(JSON.parse(template).Resources).map(({ Type }) => Type),
  );
  return unique(types);
}

const bootstrapTemplate = 'node_modules/aws-cdk/lib/api/bootstrap/bootstrap-template.yaml';

/** Created only with options of `cdk bootstrap`: a key of one's own, an example of a permissions boundary. */
const optionalTypes = ['AWS::KMS::Key', 'AWS::KMS::Alias', 'AWS::IAM::ManagedPolicy'];

/** Returns the resource types that `cdk bootstrap` creates. */
export function bootstrapTypes(): readonly string[] {
  const template = readFileSync(bootstrapTemplate, 'utf8');
  const types = Array.from(
    template.matchAll(/^ {4}Type: '?(AWS::\w+::\w+)/gm),
    ([, type = '']) => type,
  );
  return unique(types.filter((type) => !optionalTypes.includes(type)));
}

function unique(types: readonly string[]): readonly string[] {
  return Array.from(new Set(types)).sort();
}
