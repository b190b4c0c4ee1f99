import { commandLine } from '../../local/command-line.ts';
import { runCommand } from '../../local/run-command.ts';
import { monthlyBill, total } from './bill.ts';
import { assumptionsFrom, help, options } from './cost-options.ts';
import { dollars } from './dollars.ts';
import { monthSeconds } from './usage.ts';

/** Prints what a month costs at a rate. */
await runCommand(async () => {
  const given = commandLine(process.argv.slice(2), options);
  if (given.help) {
    console.log(help);
    return;
  }
  const { assumptions, requestsPerSecond } = assumptionsFrom(given);
  const bill = monthlyBill(assumptions, requestsPerSecond);
  const rows = [...bill, ['together', total(bill)] as const];
  const width = Math.max(...rows.map(([part]) => part.length));
  for (const [part, amount] of rows) {
    console.log(`${part.padEnd(width)}  ${dollars(amount).padStart(12)}`);
  }
  const each = (total(bill) / (requestsPerSecond * monthSeconds)) * 1e6;
  console.log(`That is ${dollars(each)} per million requests: list prices, see docs/cost.md.`);
});
// A bill is no finding: there is one, or it cannot be told what was asked for.
if (process.exitCode === 1) process.exitCode = 2;
