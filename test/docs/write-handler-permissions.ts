import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { bootstrapTypes, stackTypes } from './resource-types.ts';

// Writes handler-permissions.json: the actions that CloudFormation's resource handlers need, by resource type, from
// the schemas that cfn-lint brings along (.ci/install-cfn-lint).

interface Schema {
  readonly typeName: string;
  readonly handlers?: Readonly<Record<string, { readonly permissions?: readonly string[] }>>;
}

const schemas = globSync(
  '.ci/venv/lib/python*/site-packages/cfnlint/data/schemas/resources/*.json',
).map((file): Schema => JSON.parse(readFileSync(file, 'utf8')));

/** Returns the actions to create, read, update and delete resources of a type; `list` is for discovery. */
function actionsOf(type: string): readonly string[] {
  const handlers = schemas
    .filter(({ typeName }) => typeName === type)
    .flatMap((schema) => Object.entries(schema.handlers ?? {}));
  const actions = handlers.flatMap(([name, { permissions = [] }]) =>
    name === 'list' ? [] : permissions,
  );
  if (actions.length === 0)
    throw new Error(`no handlers of ${type}: run .ci/install-cfn-lint first`);
  return Array.from(new Set(actions)).sort();
}

const types = Array.from(new Set([...stackTypes(), ...bootstrapTypes()])).sort();
const permissions = Object.fromEntries(types.map((type) => [type, actionsOf(type)]));
writeFileSync('test/docs/handler-permissions.json', `${JSON.stringify(permissions, null, 2)}\n`);
