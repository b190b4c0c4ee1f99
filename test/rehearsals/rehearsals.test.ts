import { describe } from 'vitest';
import { apiTypes as flavours } from '../../contract/api-type.ts';
import { functionRehearsals } from './function-rehearsals.ts';
import { keyRehearsals } from './key-rehearsals.ts';
import { refusalRehearsals } from './refusal-rehearsals.ts';
import { rehearsedStack } from './rehearsed-stack.ts';

describe.each(flavours)('docs/rehearsals.md (%s)', (api) => {
  const stack = rehearsedStack(api);
  keyRehearsals(stack);
  refusalRehearsals(stack);
  functionRehearsals(stack);
});
