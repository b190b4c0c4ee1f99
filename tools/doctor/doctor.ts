import { issuerPolicies } from '../../contract/settings.ts';
import { runTool } from '../run-tool.ts';
import { type Conclusion, exitStatus } from './conclusion.ts';
import { doctorHelp, doctorSettings } from './doctor-options.ts';
import { examineIssuer } from './examine-issuer.ts';

await runTool(async (words) => {
  const settings = doctorSettings(words, 'cdk.json');
  if (settings === undefined) {
    console.log(doctorHelp);
    return 0;
  }
  const conclusions: Conclusion[] = [];
  for (const policy of issuerPolicies(settings)) {
    const { issuer } = policy;
    console.log(issuer);
    const { findings, conclusion, sentence } = await examineIssuer(policy, settings);
    for (const { level, text } of findings) console.log(`  ${level.padEnd(7)}  ${text}`);
    console.log(`${issuer}: ${sentence}\n`);
    conclusions.push(conclusion);
  }
  return exitStatus(conclusions);
});
