import type { FunctionSettings } from 'local-gateway/functions/function-settings';
import { LambdaFunction } from 'local-gateway/functions/lambda-function';

/** A function that runs as the local gateway runs it, its log in the JSON format. */
export interface CapturedFunction {
  /** Invokes it, and gives the lines that it wrote meanwhile: with those of the cold start, if any. */
  linesOf(event: unknown): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Gives a function of a bundle's folder, not started yet, with these variables. */
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
