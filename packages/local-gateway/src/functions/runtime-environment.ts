import type { FunctionSettings } from './function-settings.ts';

/**
 * Returns a function's environment: the template's variables and those that Lambda sets, without
 * any of this process and without credentials.
 *
 * @param taskFolder the folder with the function's code
 * @param runtimeApi `host:port` of its Runtime API
 * @see Lambda, "Defined runtime environment variables"
 */
export function runtimeEnvironment(
  settings: FunctionSettings,
  taskFolder: string,
  runtimeApi: string,
): Record<string, string> {
  const date = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  return {
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
    NODE_PATH: '/opt/nodejs/node_modules:/var/runtime/node_modules',
    ...settings.environment,
    AWS_REGION: settings.region,
    AWS_DEFAULT_REGION: settings.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${settings.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: settings.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: settings.logFormat,
    AWS_LAMBDA_LOG_LEVEL: settings.logLevel,
    AWS_LAMBDA_LOG_GROUP_NAME: settings.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: `${date}/[$LATEST]local`,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    LAMBDA_TASK_ROOT: taskFolder,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    _HANDLER: settings.handler,
  };
}
