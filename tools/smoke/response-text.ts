import { escapeControlCharacters } from 'local-gateway/escape-control-characters';
import type { GatewayResponse } from '../gateway-responses.ts';
import { redactTokens } from './redact-tokens.ts';
import type { SmokeResponse } from './send-request.ts';

const maxCharacters = 100;

/** Returns a response as one short line that is safe to print, even if it repeats a token that was sent. */
export function responseText({ status, type, body, challenge, location }: SmokeResponse): string {
  return [
    String(status),
    type !== null && safe(type),
    body === '' ? 'without a body' : safe(body),
    challenge !== null && `with WWW-Authenticate: ${safe(challenge)}`,
    location !== null && `with Location: ${safe(location)}`,
  ]
    .filter((part) => part !== false)
    .join(' ');
}

/** Returns an expected response in the same form. */
export function expectedText({ status, type, body, error }: GatewayResponse): string {
  const challenge = error === undefined ? '' : ` with WWW-Authenticate: Bearer … error="${error}"`;
  return `${status} ${type} ${body}${challenge}`;
}

function safe(text: string): string {
  return escapeControlCharacters(redactTokens(text), maxCharacters);
}
