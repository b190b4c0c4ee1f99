import { commandLine } from '../../local/command-line.ts';
import { runTool } from '../run-tool.ts';
import { monthlyBill, total } from './bill.ts';
import { assumptionsFrom, costHelp, costOptions } from './cost-options.ts';
import { dollars } from './dollars.ts';
import { monthSeconds } from './usage.ts';

/** Prints what a month costs at a rate. */
await runTool(async (words) => {
  const given = commandLine(words, costOptions);
  if (given.help) {
    console.log(costHelp);
    return 0;
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
  return 0;
});
