import type { AwsCall } from './aws-call.ts';
import type { DeploymentScenario } from './deployment-scenario.ts';

/**
 * Returns who has called what in a scenario, sorted: `<command> <identity> <service>:<action> [<assumed role>]`.
 * The identity is `caller`, with the given credentials, or the name of a role that the caller has assumed.
 */
export function usedPermissions(scenario: DeploymentScenario): string {
  const commands = {
    bootstrap: [scenario.bootstrap],
    deploy: [scenario.firstDeploy, scenario.unchangedDeploy, scenario.changedDeploy],
    'deploy (fails)': [scenario.failedDeploy],
    diff: [scenario.diffOfChange, scenario.diffAfterwards],
    destroy: [scenario.destroy],
  };
  const lines = Object.entries(commands).flatMap(([command, runs]) =>
    runs.flatMap(({ calls }) => calls.map((call) => `${command}: ${permission(call)}`)),
  );
  return `${Array.from(new Set(lines)).sort().join('\n')}\n`;
}

function permission({ accessKey, service, action, parameters }: AwsCall): string {
  const identity = accessKey === 'scenario' ? 'caller' : accessKey;
  return [identity, `${service}:${action}`, parameters['RoleArn'] ?? ''].join(' ').trim();
}
