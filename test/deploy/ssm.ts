import { AwsError, type Service } from './aws-answer.ts';
import type { Stacks } from './stacks.ts';

/** SSM: keeps what the bootstrap stack declares, its version. The CLI asks for nothing else. */
export function createSsm(stacks: Stacks): Service {
  return {
    GetParameter: ({ parameters: { Name = '' } }) => {
      const Value = /^\/cdk-bootstrap\/\w+\/version$/.test(Name)
        ? bootstrapVersion(stacks.living('CDKToolkit')?.template ?? '')
        : undefined;
      if (Value === undefined) throw new AwsError('ParameterNotFound', `there is no ${Name}`);
      return { Parameter: { Name, Type: 'String', Value } };
    },
  };
}

/** Found by its text, for the CLI gives the bootstrap stack's template as YAML. */
function bootstrapVersion(template: string): string | undefined {
  return /^ {2}CdkBootstrapVersion:\n(?: {4}.*\n)*? {6}Value: "?(\d+)"?$/m.exec(template)?.[1];
}
