import { escapeControlCharacters } from 'local-gateway/escape-control-characters';
import type { WireAnswer } from './ask.ts';
import type { Answer } from './expected-answers.ts';
import { hideTokens } from './hide-tokens.ts';

/** Characters of a header or a body that are shown. */
const shownCharacters = 100;

/** Gives an answer in one short line that is safe to print, even if it repeats a token that was sent. */
export function answerText(answer: Answer | WireAnswer): string {
  const { status, type, body, challenge } = answer;
  const location = 'location' in answer ? answer.location : null;
  return [
    String(status),
    type === null ? 'without a type' : safe(type),
    body === '' ? 'and no body' : safe(body),
    challenge !== null && `with WWW-Authenticate: ${safe(challenge)}`,
    location !== null && `leading to ${safe(location)}`,
  ]
    .filter((part) => part !== false)
    .join(' ');
}

function safe(text: string): string {
  return escapeControlCharacters(hideTokens(text), shownCharacters);
}
