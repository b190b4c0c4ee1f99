/**
 * Returns the curl command that sends a request, for a POSIX shell.
 *
 * @param {import('./call.js').Call} call
 */
export function curlCommand({ method, url, path, headers, body }) {
  const implied = body === '' ? 'GET' : 'POST';
  const options = [
    ...(method === 'HEAD' ? ['--head'] : method === implied ? [] : [`-X ${method}`]),
    // Otherwise curl would change `/../`, and expand braces and brackets.
    ...(/[.{}[\]]/.test(path) ? ['--path-as-is', '--globoff'] : []),
    quoted(url + path),
  ];
  return [
    `curl ${options.join(' ')}`,
    ...headers.map(
      ([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`,
    ),
    ...(body === '' ? [] : [`--data-raw ${quoted(body)}`]),
  ].join(' \\\n  ');
}

/** @param {string} text */
function quoted(text) {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
