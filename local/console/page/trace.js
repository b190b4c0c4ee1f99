import { byId, element } from './element.js';
import { logLine } from './log-line.js';
import { statusClass } from './request-list.js';
import { shortDuration } from './times.js';
import { authorizerStep } from './trace-authorizer.js';
import { block, headerLines, prettyJson, step } from './trace-step.js';
import { tokenStep } from './trace-token.js';

/**
 * Tells a request's story, step by step, and its end in a sentence that is read aloud.
 *
 * @param {any} story
 */
export function tell(story) {
  const steps = [
    story.gateway && gatewayStep(story.gateway, story.apiMilliseconds),
    story.request && requestStep(story),
    story.token && tokenStep(story.token, story.at),
    story.authorizer && authorizerStep(story),
    story.function && functionStep(story.function, story.served?.functionName),
    story.reply && replyStep(story),
    story.log?.length > 0 && logStep(story.log),
  ];
  byId('story').replaceChildren(...steps.filter(Boolean));
  const { number, method, path, status, verdict, milliseconds } = story;
  byId('outcome').replaceChildren(
    `Request ${number}: ${method} ${path} → `,
    element(`strong.${statusClass(status)}`, {}, String(status)),
    ` in ${shortDuration(milliseconds)}, ${verdict}`,
  );
}

/**
 * @param {any} passage
 * @param {number} [elsewhere] milliseconds of it that the API took
 */
function gatewayStep(passage, elsewhere = 0) {
  const { consumer, isPublic, token, problem, status } = passage;
  const milliseconds = passage.milliseconds - elsewhere;
  if (problem !== undefined)
    return step({
      title: 'API-key gateway',
      state: 'refused',
      outcome: `Answered ${status} itself: ${problem}`,
      milliseconds,
    });
  const swapped = `Knew ${consumer} by the API key and signed a token in its place`;
  const outcome = token ? swapped : 'Passed it on without a token: the route is public';
  return step({
    title: 'API-key gateway',
    state: 'good',
    outcome: isPublic && token ? `${swapped}, though the route is public` : outcome,
    milliseconds,
  });
}

/** @param {any} story */
function requestStep({ request, route, api, requestId }) {
  const where = route === undefined ? 'No route of the API takes it' : `Takes the route ${route}`;
  return step(
    {
      title: 'Request',
      state: route === undefined ? 'refused' : 'good',
      outcome: `${request.method} ${request.target}`,
      mono: true,
    },
    element('p', {}, `${where} (${api})${requestId ? `, request id ${requestId}` : ''}.`),
    block('Headers', headerLines(request.headers)),
    request.body ? block('Body', prettyJson(request.body)) : undefined,
  );
}

/**
 * @param {any} invocation
 * @param {string | undefined} name
 */
function functionStep({ event, result, milliseconds }, name = 'It') {
  const returned = result.kind === 'returned';
  return step(
    {
      title: 'Function',
      state: returned ? 'good' : 'failed',
      outcome: `${name} ${returned ? 'answered' : failure(result)}`,
      milliseconds,
    },
    block('Event', prettyJson(event)),
    returned ? block('Answer', prettyJson(result.payload)) : undefined,
  );
}

/** @param {any} result */
function failure({ kind, errorType, errorMessage }) {
  return kind === 'failed' ? `failed: ${errorType}: ${errorMessage}` : `did not answer: ${kind}`;
}

/** @param {any} story */
function replyStep({ reply, note, apiMilliseconds }) {
  return step(
    {
      title: 'Response',
      state: statusClass(reply.status),
      outcome: `${reply.status} ${reply.reason}`,
      milliseconds: apiMilliseconds,
      inAll: true,
    },
    note ? element('p', {}, `What the caller is not told: ${note}`) : undefined,
    reply.body ? block('Body', prettyJson(reply.body), true) : undefined,
    block('Headers', headerLines(reply.headers)),
  );
}

/** @param {any[]} lines */
function logStep(lines) {
  return step(
    { title: 'Log', state: 'plain', outcome: 'Functions wrote meanwhile' },
    element('ol.log', {}, ...lines.map(logLine)),
  );
}
