/**
 * Tells whether a text matches an IAM pattern: `*` matches any characters, including slashes and
 * none at all, `?` matches exactly one. Takes at most pattern length × text length steps.
 *
 * @see IAM, "IAM JSON policy elements: Resource": wildcards
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let textIndex = 0;
  let patternIndex = 0;
  let star = -1;
  let resumeAt = 0;
  while (textIndex < text.length) {
    const expected = pattern[patternIndex];
    if (expected === '*') {
      star = patternIndex++;
      resumeAt = textIndex;
    } else if (expected === '?' || expected === text[textIndex]) {
      patternIndex++;
      textIndex++;
    } else if (star >= 0) {
      patternIndex = star + 1;
      textIndex = ++resumeAt;
    } else return false;
  }
  while (pattern[patternIndex] === '*') patternIndex++;
  return patternIndex === pattern.length;
}
