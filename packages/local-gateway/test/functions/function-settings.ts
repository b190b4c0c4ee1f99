import type { FunctionSettings } from '../../src/functions/function-settings.ts';

/** Settings of a function with its code in a folder: 128 MB, text logs, a timeout of 3 s. */
export function functionSettings(folder: string): FunctionSettings {
  return {
    arn: 'arn:aws:lambda:us-east-1:123456789012:function:fn',
    name: 'fn',
    title: 'Fn',
    region: 'us-east-1',
    folder,
    handler: 'index.handler',
    runtime: 'nodejs24.x',
    timeoutSeconds: 3,
    memoryMegabytes: 128,
    environment: {},
    logFormat: 'Text',
    logLevel: 'INFO',
    logGroup: '/aws/lambda/fn',
    reservedConcurrency: undefined,
    permittedSourceArns: undefined,
  };
}
