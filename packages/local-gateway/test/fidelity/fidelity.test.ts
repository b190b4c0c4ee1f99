import { describe } from 'vitest';
import { served } from '../served.ts';
import { checkTopic } from './check-topic.ts';
import { sharedStack } from './fixture-stack.ts';
import { topics } from './topics.ts';

// Starting functions takes most of the time: these topics share them.
const sharing = topics.flatMap(({ api, ...topic }) =>
  api === undefined ? [] : [{ ...topic, api }],
);
const apis = [...new Set(sharing.map(({ api }) => api))];
const shared = served(sharedStack(apis));

describe.each(sharing)('$title', (topic) => {
  checkTopic(topic, shared, apis.indexOf(topic.api));
});
