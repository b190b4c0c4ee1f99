import type { FunctionSettings } from '../functions/function-settings.ts';
import { type FunctionVariable, variablesFor } from './function-variable.ts';
import { permittedSourceArns } from './invoke-permissions.ts';
import type { FunctionFinder } from './invoked-function.ts';
import { functionArn, readFunction } from './read-function.ts';
import { type Resource, resourceError } from './resource.ts';

/**
 * Creates a finder that reads each function of the assembly when it is first found.
 *
 * @param found gets the settings of the functions, by ARN
 * @param warn called with a line about variables whose values exist on AWS only
 */
export function createFunctionFinder(
  resources: readonly Resource[],
  variables: readonly FunctionVariable[],
  found: Map<string, FunctionSettings>,
  warn: (line: string) => void,
): FunctionFinder {
  return (invoker, arn) => {
    const known = found.get(arn);
    if (known !== undefined) return known;
    const resource = resources.find(
      (one) => one.type === 'AWS::Lambda::Function' && functionArn(one) === arn,
    );
    if (resource === undefined)
      throw resourceError(invoker, `it invokes ${arn}, which is not in the assembly`);
    const settings = {
      ...readFunction(resource, variablesFor(resource, variables), warn),
      permittedSourceArns: permittedSourceArns(resource, resources),
    };
    found.set(arn, settings);
    return settings;
  };
}
