import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accessLogFormat } from '../../lib/observability/access-log.ts';
import { flavours } from '../synthesized.ts';
import { settingNames } from './operated-stack.ts';
import { deadLinks, page } from './page.ts';

/** All words of the authorizer's source: its reasons, events and members of log lines among them. */
const authorizerWords = readdirSync('lambdas/authorizer').flatMap((file) =>
  Array.from(readFileSync(`lambdas/authorizer/${file}`, 'utf8').matchAll(/\w+/g), ([word]) => word),
);
const accessLogFields = flavours.flatMap((api) => Object.keys(JSON.parse(accessLogFormat(api))));
/** Lambda's own members of lines, the CDK's and Zuplo's. */
const ofOthers = ['errorType', 'errorMessage', 'memorySize', 'expiresIn'];

describe.each(['runbook', 'rehearsals'])('docs/%s.md', (name) => {
  const text = page(name);
  const code = Array.from(text.matchAll(/`([^`\n]+)`/g), ([, inner = '']) => inner);

  it('names reasons and events that there are', () => {
    const printed = Array.from(text.matchAll(/"(?:event|reason)":"(\w+)"/g), ([, word]) => word);
    const inText = code.flatMap((inner) => inner.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? []);
    const words = [...inText, ...printed];
    expect(words).toContain('bad_signature');
    for (const word of words) expect(authorizerWords, word).toContain(word);
  });

  it('names settings that there are', () => {
    const given = Array.from(text.matchAll(/-c (\w+)=/g), ([, setting]) => setting);
    expect(given.length).toBeGreaterThan(5);
    for (const setting of given) expect(settingNames, setting).toContain(setting);
  });

  it('names members of log lines that there are', () => {
    const names = code.flatMap(
      (inner) => /^(?:message\.|record\.)?([a-z]+[A-Z]\w*)$/.exec(inner)?.[1] ?? [],
    );
    expect(names.length).toBeGreaterThan(1);
    const known = [...settingNames, ...accessLogFields, ...authorizerWords, ...ofOthers];
    for (const one of names) expect(known, one).toContain(one);
  });

  it('links to what is there', () => {
    expect(deadLinks(name)).toEqual([]);
  });
});
