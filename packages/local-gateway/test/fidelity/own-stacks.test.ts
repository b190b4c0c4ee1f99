import { describe } from 'vitest';
import { served } from '../served.ts';
import { checkTopic } from './check-topic.ts';
import { topics } from './topics.ts';

// Topics whose functions or account have settings of their own.
const own = topics.flatMap(({ stack, ...topic }) =>
  stack === undefined ? [] : [{ ...topic, stack }],
);

describe.each(own)('$title', (topic) => {
  checkTopic(topic, served(topic.stack));
});
