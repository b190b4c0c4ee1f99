import { portSetting } from 'local-gateway/port-setting';
import { runCommand } from 'local-gateway/run-command';
import { UserError } from 'local-gateway/user-error';
import { requestToken } from './request-token.ts';
import { tokenHelp, tokenOptions } from './token-options.ts';

await runCommand(async () => {
  const options = tokenOptions(process.argv.slice(2));
  if (options === undefined) return console.log(tokenHelp);
  const port = portSetting('ZUPLO_PORT', process.env, 9000);
  if (port === 0) throw new UserError('ZUPLO_PORT is 0: set it to the port that npm start prints');
  const action = 'set ZUPLO_PORT to the port that npm start prints';
  console.log(await requestToken(`http://localhost:${port}`, options, action));
});
