import { claimText, decodeToken, tokenSummary } from './decoded-token.js';
import { byId, element, setText } from './element.js';
import { statusClass } from './request-list.js';
import { duration } from './times.js';
import { authorizerStep } from './trace-authorizer.js';
import { logStep } from './trace-log.js';
import { block, facts, step } from './trace-step.js';

/**
 * Shows a request's trace step by step, and its outcome in a sentence, which screen readers announce.
 *
 * @param {any} trace
 */
export function showTrace(trace) {
  const steps = [
    trace.zuplo && zuploStep(trace.zuplo, trace.apiMilliseconds),
    trace.request && requestStep(trace),
    trace.token && tokenStep(trace.token, trace.at),
    trace.authorizer && authorizerStep(trace),
    trace.function && functionStep(trace.function, trace.served?.functionName),
    trace.response && responseStep(trace),
    trace.log?.length > 0 && logStep(trace.log),
  ];
  byId('trace').replaceChildren(...steps.filter(Boolean));
  byId('trace').scrollTop = 0;
  byId('response-body').textContent = trace.response?.body ?? '';
  byId('response-body').hidden = !trace.response?.body;
  const { number, method, path, status, result, milliseconds } = trace;
  byId('outcome').replaceChildren(
    `Request ${number}: ${method} ${path} → `,
    element(`strong.${statusClass(status)}`, {}, String(status)),
    ` in ${duration(milliseconds)}, ${result}`,
  );
}

/**
 * Shows an outcome without a trace.
 *
 * @param {string} outcome
 */
export function clearTrace(outcome) {
  byId('trace').replaceChildren();
  byId('response-body').hidden = true;
  setText(byId('outcome'), outcome);
}

/**
 * @param {any} proxied
 * @param {number} [apiMilliseconds] the API's part of the duration
 */
function zuploStep(proxied, apiMilliseconds = 0) {
  const { consumer, isPublic, problem, status } = proxied;
  const authentication = consumer
    ? `Replaced the API key of ${consumer} with a signed token`
    : 'Forwarded without a token';
  return step({
    title: 'Zuplo stand-in',
    state: problem === undefined ? 'ok' : 'rejected',
    outcome:
      problem === undefined
        ? `${authentication}${isPublic ? ' (public route)' : ''}`
        : `Responded with ${status}: ${problem}`,
    milliseconds: proxied.milliseconds - apiMilliseconds,
  });
}

/** @param {any} trace */
function requestStep({ request, route, api, requestId }) {
  const match = route === undefined ? 'no matching route' : `route ${route}`;
  return step(
    {
      title: 'Request',
      state: route === undefined ? 'rejected' : 'ok',
      outcome: `${request.method} ${request.path}${request.query && `?${request.query}`}`,
    },
    element('p', {}, `${api}, ${match}${requestId ? `, request ID ${requestId}` : ''}`),
    block('Headers', headerLines(request.headers)),
    request.body ? block('Body', request.body) : undefined,
  );
}

/**
 * @param {string} token
 * @param {number} at when the request was received, in milliseconds since 1970
 */
function tokenStep(token, at) {
  const decoded = decodeToken(token);
  const pairs = (/** @type {Record<string, unknown>} */ members) =>
    Object.entries(members).map(([name, value]) => [name, claimText(name, value, at)]);
  return step(
    {
      title: 'Token',
      state: 'plain',
      outcome: decoded === undefined ? 'Not a JWT' : tokenSummary(decoded, at),
    },
    decoded && facts('Header', pairs(decoded.header)),
    decoded && facts('Claims', pairs(decoded.claims)),
    block('Encoded', token),
  );
}

/**
 * @param {any} invocation
 * @param {string | undefined} name
 */
function functionStep({ event, result, milliseconds }, name = 'Function') {
  const returned = result.kind === 'returned';
  const error =
    result.kind === 'failed'
      ? `${result.errorType}: ${result.errorMessage}`
      : `no response (${result.kind})`;
  return step(
    {
      title: 'Function',
      state: returned ? 'ok' : 'error',
      outcome: `${name}: ${returned ? 'responded' : error}`,
      milliseconds,
    },
    block('Event', event),
    returned ? block('Result', result.payload) : undefined,
  );
}

/** @param {any} trace */
function responseStep({ response, note, apiMilliseconds }) {
  return step(
    {
      title: 'Response',
      state: statusClass(response.status),
      outcome: `${response.status} ${response.reason}`,
      milliseconds: apiMilliseconds,
    },
    note ? element('p', {}, `Not sent to the client: ${note}`) : undefined,
    block('Headers', headerLines(response.headers)),
  );
}

/** @param {readonly [string, string][]} headers */
function headerLines(headers) {
  return headers.map(([name, value]) => `${name}: ${value}`).join('\n');
}
