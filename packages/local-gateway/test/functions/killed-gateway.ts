import { LambdaFunction } from '../../src/functions/lambda-function.ts';
import { functionSettings } from './function-settings.ts';

// A child process that a test kills: invokes the function of a folder with an event.

const [, , folder = '', event = ''] = process.argv;
void new LambdaFunction(functionSettings(folder), console.log).invoke(event, 'Root=1-2-3');
