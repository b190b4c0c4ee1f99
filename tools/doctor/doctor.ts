import { SettingsError } from '../../lib/deployment-settings.ts';
import { Problem } from '../../local/problem.ts';
import { doctorHelp, doctorSettings } from './doctor-options.ts';
import { examineIssuer } from './examine-issuer.ts';
import { exitStatus, type Verdict } from './verdict.ts';

try {
  process.exitCode = await examineIssuers(process.argv.slice(2));
} catch (error) {
  const isTheirs = error instanceof Problem || error instanceof SettingsError;
  console.error(isTheirs ? error.message : error);
  process.exitCode = exitStatus(['cannot tell']);
}

/** Prints what is found of each issuer, one after the other, and gives the exit status. */
async function examineIssuers(words: readonly string[]): Promise<number> {
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
}
