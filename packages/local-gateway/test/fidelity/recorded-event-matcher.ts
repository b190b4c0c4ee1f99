import { expect } from 'vitest';

/**
 * Returns what a replayed event must equal: the same members and values, except that values that
 * differ between calls (ids, times, addresses) need only have the same form.
 */
export function recordedEventMatcher(event: unknown): unknown {
  if (typeof event === 'string') return sameForm(event);
  if (typeof event === 'number') return expect.any(Number);
  if (Array.isArray(event)) return event.map(recordedEventMatcher);
  if (typeof event !== 'object' || event === null) return event;
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => [
      name,
      randomIds.includes(name)
        ? expect.stringMatching(/^[a-z0-9]{6,10}$/)
        : recordedEventMatcher(value),
    ]),
  );
}

const randomIds = ['resourceId', 'deploymentId'];

/** Patterns of recorded values, with the pattern of the replayed value. */
const forms: readonly (readonly [recorded: RegExp, replayed: RegExp])[] = [
  [/^(lsw1ro4ipb|puhdx84jy9)$/, /^[a-z0-9]{10}$/],
  [/^15\.248\.3\.126$/, /^(127\.0\.0\.1|::1)$/],
  [/^Root=/, /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/],
  [/^\w{15}=$/, /^[\w-]{15}=$/],
  [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  [/^\d\d\/Jun\/2024/, /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/],
];

function sameForm(text: string): unknown {
  const form = forms.find(([recorded]) => recorded.test(text));
  if (form !== undefined) return expect.stringMatching(form[1]);
  const parts = text.split(/lsw1ro4ipb|puhdx84jy9/);
  if (parts.length === 1) return text;
  // An API id within a host or an ARN.
  const escaped = parts.map((part) => part.replace(/[$./*]/g, '\\$&'));
  return expect.stringMatching(new RegExp(`^${escaped.join('[a-z0-9]{10}')}$`));
}
