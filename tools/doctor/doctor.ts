import { runTool } from '../run-tool.ts';
import { doctorHelp, doctorSettings } from './doctor-options.ts';
import { examineIssuer } from './examine-issuer.ts';
import { exitStatus, type Verdict } from './verdict.ts';

/** Prints what is found of each issuer, one after the other. */
await runTool(async (words) => {
  const settings = doctorSettings(words, 'cdk.json');
  if (settings === undefined) {
    console.log(doctorHelp);
    return 0;
  }
  const verdicts: Verdict[] = [];
  for (const issuer of settings.issuers) {
    console.log(issuer);
    const { findings, sentence, verdict } = await examineIssuer(issuer, settings);
    for (const { level, text } of findings) console.log(`  ${level.padEnd(7)}  ${text}`);
    console.log(`${sentence}\n`);
    verdicts.push(verdict);
  }
  return exitStatus(verdicts);
});
