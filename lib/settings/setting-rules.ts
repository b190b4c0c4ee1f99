import { type Rule, type Setting, text } from '../../contract/setting.ts';

/** Creates a setting that is true or false. */
export function flag(defaultValue: boolean): Setting<boolean> {
  const setting = choice(['true', 'false'], String(defaultValue) as 'true' | 'false');
  return { read: (given, report) => setting.read(given, report) === 'true' };
}

/**
 * Creates a setting with one of several values.
 * @param choices each a value, with its meaning in parentheses after a space where it needs one
 */
export function choice<Value extends string>(
  choices: readonly (Value | `${Value} (${string})`)[],
  defaultValue: Value,
): Setting<Value> {
  return text({ ...oneOf(choices), defaultValue });
}

/** Creates a setting with one of several numbers. */
export function numberChoice(choices: readonly string[], defaultValue: number): Setting<number> {
  const setting = text({ ...oneOf(choices), defaultValue: String(defaultValue) });
  return { read: (given, report) => Number(setting.read(given, report)) };
}

/** Creates a text setting that is empty by default, and can be emptied where a stage has a value. */
export function optionalText({ message, isValid }: Rule): Setting<string> {
  return text({
    message,
    isValid: (value) => value === '' || isValid(value),
    defaultValue: '',
  });
}

function oneOf(choices: readonly string[]): Rule {
  const values = choices.map((one) => one.split(' ')[0]);
  return {
    message: `it must be ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`,
    isValid: (value) => values.includes(value),
  };
}

/** Days for which CloudWatch Logs can keep events: its PutRetentionPolicy takes no others. */
export const retentionDays = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557],
  ...[2922, 3288, 3653],
].map(String);

/** The realm is quoted in a header value that is itself quoted in the template. */
export const realmRule: Rule = {
  message: 'it must be 1 to 64 letters, digits, spaces or any of . _ : / -',
  isValid: (value) => /^[A-Za-z0-9 ._:/-]{1,64}$/.test(value),
};

export const stackNameRule: Rule = {
  message: 'it must be 1 to 128 letters, digits and hyphens, starting with a letter',
  isValid: (value) => /^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(value),
};

/** An origin is quoted in a template, and the scheme's default port is in no Origin header. */
export const originRule: Rule = {
  message: 'it must be an origin such as https://app.example.com, or * for any',
  isValid: (value) =>
    value === '*' ||
    (/^https?:\/\/[a-z0-9.:-]{1,259}$/.test(value) && URL.parse(value)?.origin === value),
};

/** A rough check: SNS sends a confirmation to the address before any alarm. */
export const emailRule: Rule = {
  message: 'it must be an e-mail address, such as on-call@example.com',
  isValid: (value) => value.length <= 254 && /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/.test(value),
};

export const runbookRule: Rule = {
  message: 'it must be the https URL of docs/runbook.md, without a fragment',
  isValid: (value) => value.length <= 256 && /^https:\/\/[\x21\x22\x24-\x7e]+$/.test(value),
};

/** A header's name, as browsers ask for it in a preflight request (RFC 9110 section 5.6.2). */
export const headerNameRule: Rule = {
  message: 'it must be a header such as x-request-id: 1 to 64 letters, digits and hyphens',
  isValid: (value) => /^[A-Za-z0-9-]{1,64}$/.test(value),
};
