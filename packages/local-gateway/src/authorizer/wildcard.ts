/**
 * Whether a text matches a pattern of IAM: `*` is any run of characters, slashes and nothing
 * included, `?` exactly one. In time proportional to both lengths at worst, whatever the pattern.
 *
 * @see IAM, "IAM JSON policy elements: Resource": wildcards
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const wanted = pattern[inPattern];
    if (wanted === '*') {
      star = inPattern++;
      resume = at;
    } else if (wanted === '?' || wanted === text[at]) {
      inPattern++;
      at++;
    } else if (star >= 0) {
      inPattern = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[inPattern] === '*') inPattern++;
  return inPattern === pattern.length;
}
