import { portSetting } from './port-setting.ts';
import { Problem } from './problem.ts';
import { requestToken } from './request-token.ts';
import { runCommand } from './run-command.ts';
import { tokenHelp, tokenOptions } from './token-options.ts';

await runCommand(async () => {
  const options = tokenOptions(process.argv.slice(2));
  if (options === undefined) return console.log(tokenHelp);
  const port = portSetting('ZUPLO_PORT', process.env, 9000);
  if (port === 0) throw new Problem('ZUPLO_PORT is 0: set it to the port that npm start prints');
  const remedy = 'set ZUPLO_PORT to the port that npm start prints';
  console.log(await requestToken(`http://localhost:${port}`, options, remedy));
});
