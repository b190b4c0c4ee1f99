import { AwsError, type Service } from './aws-response.ts';
import type { Stacks } from './stacks.ts';

/** SSM, with the version of the bootstrap stack as its only parameter. */
export function createSsm(stacks: Stacks): Service {
  return {
    GetParameter: ({ parameters: { Name = '' } }) => {
      const Value = /^\/cdk-bootstrap\/\w+\/version$/.test(Name)
        ? bootstrapVersion(stacks.existing('CDKToolkit')?.template ?? '')
        : undefined;
      if (Value === undefined) throw new AwsError('ParameterNotFound', `there is no ${Name}`);
      return { Parameter: { Name, Type: 'String', Value } };
    },
  };
}

/** Found in the text, because the CLI passes the bootstrap stack's template as YAML. */
function bootstrapVersion(template: string): string | undefined {
  return /^ {2}CdkBootstrapVersion:\n(?: {4}.*\n)*? {6}Value: "?(\d+)"?$/m.exec(template)?.[1];
}
