/**
 * Why a synth failed, from all that the app and the CLI said: the place of an error in a function's
 * source, or the app's own complaint; a crash is named in the first line and follows as it is.
 */
export function synthesisFailure(said: string): string {
  const headline = 'the stack does not synthesize:';
  const sourceErrors = [...said.matchAll(esbuildError)].map(({ groups }) =>
    [groups?.['place'], groups?.['message']].filter((part) => part !== undefined).join(': '),
  );
  if (sourceErrors.length > 0) return [headline, ...sourceErrors].join(separator(sourceErrors));

  const complaint = said
    .split('\n')
    .filter((line) => !/Subprocess exited with error \d+$/.test(line))
    .join('\n')
    .trim();
  const crash = /^\w*Error(?: \[\w+\])?: .*$(?=\n\s+at )/m.exec(complaint)?.[0];
  if (crash !== undefined) return `${headline} ${crash}\n${complaint}`;
  return `${headline}${separator(complaint.split('\n'))}${complaint}`;
}

/** As esbuild prints an error: the message, an empty line, then the place if there is one. */
const esbuildError = /^✘ \[ERROR\] (?<message>.+)\n(?:\n +(?<place>\S+:\d+:\d+):\n)?/gm;

/** One line goes on in the headline; several stand below it. */
const separator = (lines: readonly string[]) => (lines.length > 1 ? '\n' : ' ');
