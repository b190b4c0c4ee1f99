/** Tells whether a preflight response sends an origin back in Access-Control-Allow-Origin. */
export type OriginTest = (origin: string) => boolean;

/**
 * Returns the origin test in the response template of the CDK's preflight methods for several
 * origins; undefined for any other template. Earlier versions of the CDK compare with regular
 * expressions.
 *
 * @see aws-cdk-lib, "Resource.addCorsPreflight"
 */
export function originTest(template: string): OriginTest | undefined {
  const [, condition] = corsTemplate.exec(template.replace(/\s+/g, ' ').trim()) ?? [];
  const tests = condition?.split(' || ').map(comparison) ?? [];
  const known = tests.filter((test) => test !== undefined);
  if (known.length === 0 || known.length < tests.length) return undefined;
  return (origin) => known.some((test) => test(origin));
}

const corsTemplate = new RegExp(
  [
    /^#set\(\$origin = \$input\.params(?:\(\)\.header\.get)?\("Origin"\)\)/,
    /#if\(\$origin == ""\)/,
    /#set\(\$origin = \$input\.params(?:\(\)\.header\.get)?\("origin"\)\)/,
    /#end/,
    /#if\((.+)\)/,
    /#set\(\$context\.responseOverride\.header\.Access-Control-Allow-Origin = \$origin\)/,
    /#end$/,
  ]
    .map(({ source }) => source)
    .join(' '),
);

function comparison(text: string): OriginTest | undefined {
  const [, equal] = /^\$origin == "([^"]*)"$/.exec(text) ?? [];
  if (equal !== undefined) return (origin) => origin === equal;
  const [, pattern] = /^\$origin\.matches\("([^"]*)"\)$/.exec(text) ?? [];
  if (pattern === undefined) return undefined;
  try {
    const expression = new RegExp(`^(?:${pattern})$`);
    return (origin) => expression.test(origin);
  } catch {
    return undefined;
  }
}
