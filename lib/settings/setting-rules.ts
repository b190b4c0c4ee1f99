import type { Rule } from '../../contract/settings-check.ts';
import { stages } from './stages.ts';

const stageNames = Object.keys(stages);

export const stageRule: Rule = {
  right: `it must be a stage of lib/stages.ts: ${stageNames.join(', ')}`,
  holds: (value) => stageNames.includes(value),
};

export const apiRule: Rule = oneOf(['http (an HTTP API)', 'rest (a REST API)']);

export const removalRule: Rule = oneOf([
  'destroy (logs go with the stack)',
  'retain (logs outlive it)',
]);

export const cloudWatchRoleRule: Rule = oneOf([
  'create (the stack gives the account one)',
  'existing (the account has one)',
]);

export const canaryRule: Rule = oneOf(['0 (all at once)', '5', '10', '15', '30']);

/** The days that CloudWatch Logs can keep events for: its PutRetentionPolicy takes no others. */
const retentionDays = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557],
  ...[2922, 3288, 3653],
].map(String);

export const retentionRule: Rule = oneOf(retentionDays);

// The realm stands between quotes, in a header value that itself stands between quotes in the template.
export const realmRule: Rule = {
  right: 'it must be 1 to 64 letters, digits, spaces or any of . _ : / -',
  holds: (value) => /^[A-Za-z0-9 ._:/-]{1,64}$/.test(value),
};

export const stackNameRule: Rule = {
  right: 'it must be 1 to 128 letters, digits and hyphens, starting with a letter',
  holds: (value) => /^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(value),
};

export const domainNameRule: Rule = {
  right: 'it must be a host name in lower case, such as api.example.com',
  holds: (value) =>
    value.length <= 253 &&
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/.test(value),
};

export const certificateRule: Rule = {
  right: 'it must be the ARN of an ACM certificate in the region that is deployed to',
  holds: (value) =>
    /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[A-Za-z0-9-]{1,64}$/.test(value),
};

export const originRule: Rule = {
  right: 'it must be an origin such as https://app.example.com, or * for any',
  // It stands between quotes in a template; a port that is the scheme's own is in no Origin header.
  holds: (value) =>
    value === '*' ||
    (/^https?:\/\/[a-z0-9.:-]{1,259}$/.test(value) && URL.parse(value)?.origin === value),
};

/** SNS mails a question to the address and sends alarms once it is answered: no typo gets further. */
export const emailRule: Rule = {
  right: 'it must be an e-mail address, such as on-call@example.com',
  holds: (value) => value.length <= 254 && /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/.test(value),
};

export const runbookRule: Rule = {
  right: 'it must be where docs/runbook.md can be read: an https URL without a fragment',
  holds: (value) => value.length <= 256 && /^https:\/\/[\x21\x22\x24-\x7e]+$/.test(value),
};

/** What AWS takes for a tag's key and value, less the comma that separates tags here. */
export const tagRule: Rule = {
  right:
    'it must be key=value, of 1 to 128 and 1 to 256 letters, digits, spaces or any of _ . : / + - @ (and = in the value), ' +
    'and the key must not begin with aws:',
  holds: (value) =>
    /^(?!aws:)[\p{L}\p{N} _.:/+@-]{1,128}=[\p{L}\p{N} _.:/+=@-]{1,256}$/iu.test(value),
};

/** @param choices each a value, with its meaning after a space where it needs one */
function oneOf(choices: readonly string[]): Rule {
  const values = choices.map((choice) => choice.split(' ')[0]);
  return {
    right: `it must be ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`,
    holds: (value) => values.includes(value),
  };
}
