import { expect } from 'vitest';

/**
 * A recorded event as what a replay must give: the same members with the same values, but that
 * what differs from call to call (ids, times, addresses) need only be of the same form.
 */
export function replayed(event: unknown): unknown {
  if (typeof event === 'string') return sameForm(event);
  if (typeof event === 'number') return expect.any(Number);
  if (Array.isArray(event)) return event.map(replayed);
  if (typeof event !== 'object' || event === null) return event;
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => [
      name,
      volatile[name]?.(value) ?? replayed(value),
    ]),
  );
}

const matching = (pattern: RegExp) => () => expect.stringMatching(pattern);

/** Members by name that no form would tell. */
const volatile: Readonly<Record<string, (value: unknown) => unknown>> = {
  resourceId: matching(/^[a-z0-9]{6,10}$/),
  deploymentId: matching(/^[a-z0-9]{6,10}$/),
};

/** From what AWS wrote to what must be in its place. */
const forms: readonly (readonly [written: RegExp, pattern: RegExp])[] = [
  [/^(lsw1ro4ipb|puhdx84jy9)$/, /^[a-z0-9]{10}$/],
  [/^15\.248\.3\.126$/, /^(127\.0\.0\.1|::1)$/],
  [/^Root=/, /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/],
  [/^\w{15}=$/, /^[\w-]{15}=$/],
  [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  [/^\d\d\/Jun\/2024/, /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/],
];

function sameForm(text: string): unknown {
  const form = forms.find(([written]) => written.test(text));
  if (form !== undefined) return expect.stringMatching(form[1]);
  if (!/lsw1ro4ipb|puhdx84jy9/.test(text)) return text;
  const [before = '', after = ''] = text.split(/lsw1ro4ipb|puhdx84jy9/);
  // The host is what the client asked for; elsewhere the id is that of the API here.
  const escaped = [before, after].map((part) => part.replace(/[$./*]/g, '\\$&'));
  return expect.stringMatching(new RegExp(`^${escaped.join('[a-z0-9]{10}')}$`));
}
