import type { FunctionSettings } from 'local-gateway/functions/function-settings';
import { LambdaFunction } from 'local-gateway/functions/lambda-function';

/** Lines of a function's log, by situation. */
export type CapturedLines = Readonly<Record<string, readonly string[]>>;

/** A function that the local gateway runs, with logs in JSON format. */
export interface CapturedFunction {
  /** Invokes the function, and returns the lines that it logged, including those of a cold start. */
  linesOf(event: unknown): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Creates a function from a bundle's folder, with environment variables. It starts with the first invocation. */
export function captureFunction(
  folder: string,
  environment: Readonly<Record<string, string>>,
  timeoutSeconds = 5,
): CapturedFunction {
  const settings: FunctionSettings = {
    arn: 'arn:aws:lambda:eu-west-1:123456789012:function:captured',
    name: 'captured',
    title: 'Captured',
    region: 'eu-west-1',
    folder,
    handler: 'index.handler',
    runtime: 'nodejs24.x',
    timeoutSeconds,
    memoryMegabytes: 256,
    environment,
    logFormat: 'JSON',
    logLevel: 'INFO',
    logGroup: '/aws/lambda/captured',
    reservedConcurrency: undefined,
    permittedSourceArns: undefined,
  };
  const lines: string[] = [];
  const lambda = new LambdaFunction(settings, (line) => lines.push(line));
  return {
    async linesOf(event) {
      await lambda.invoke(JSON.stringify(event), 'Root=1-2-3');
      return lines.splice(0);
    },
    close: () => lambda.close(),
  };
}
