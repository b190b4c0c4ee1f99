import { describe, expect, it } from 'vitest';
import { whyUnwritable } from '../../../tools/openapi/why-unwritable.ts';

describe('why a file could not be written', () => {
  it.each([
    ['ENOENT', 'its folder does not exist'],
    ['ENOTDIR', 'what should be its folder is a file'],
    ['EACCES', 'it may not be written by you'],
    ['EPERM', 'it may not be written by you'],
    ['EROFS', 'it is on a file system that is read-only'],
    ['EIO', 'it cannot be written (EIO)'],
  ])('is in words for %s', (code, words) => {
    const error = Object.assign(new Error(`${code}: of the system`), { code });
    expect(whyUnwritable(error)).toBe(words);
  });

  it('is unknown for a failure without a code', () => {
    expect(whyUnwritable(new Error('x'))).toBe('it cannot be written (unknown reason)');
  });
});
