import type { ServedApi, ServedAssembly } from 'local-gateway/serve-assembly';
import type { Consumer } from '../zuplo/consumers.ts';
import { acceptedToken } from './accepted-token.ts';
import { type AuthorizerPolicy, authorizerPolicy } from './authorizer-policy.ts';
import { bestExamplesFirst, exampleTarget } from './example-target.ts';
import { shellWord, tokenCommand } from './token-command.ts';
import { type StandIn, tokenRejection } from './token-rejection.ts';

type Route = ServedApi['routes'][number];

/** The stand-in, as far as examples depend on it. */
export interface ExampleSender extends StandIn {
  /** Without a trailing slash: `http://localhost:9000`. */
  readonly url: string;
  readonly consumers: readonly Consumer[];
}

/** A command, or why there is none. */
type Example = { readonly command: string } | { readonly problem: string };

/**
 * Returns commands for the first API's own routes: a public one, and a protected one with an API key
 * and with a token. Where the authorizer would reject them, a shell comment says why.
 */
export function curlExamples(
  { apis: [api], authorizers: [authorizers = []] }: Pick<ServedAssembly, 'apis' | 'authorizers'>,
  sender: ExampleSender,
): readonly string[] {
  if (api === undefined) return [];
  const routes = bestExamplesFirst(api.routes);
  const publicRoute = routes.find(({ authorizer }) => authorizer === undefined);
  const protectedRoutes = routes.filter(({ authorizer }) => authorizer !== undefined);
  const policies = new Map(
    protectedRoutes.map((route) => [route, policyOf(route, authorizers, sender)]),
  );
  const firstThatWorks = (example: (route: Route, policy: AuthorizerPolicy) => Example) => {
    const examples = protectedRoutes.map((route): Example => {
      const policy = policies.get(route);
      return typeof policy === 'object' ? example(route, policy) : { problem: String(policy) };
    });
    return examples.find((one) => 'command' in one) ?? examples[0];
  };
  const examples = [
    publicRoute && { command: curl(publicRoute, api, api.url) },
    firstThatWorks((route, policy) => apiKeyExample(route, policy, api, sender)),
    firstThatWorks((route, policy) => tokenExample(route, policy, api, sender)),
  ];
  const lines = examples
    .filter((example) => example !== undefined)
    .map((example) => ('command' in example ? example.command : `# ${example.problem}`));
  return [...new Set(lines)];
}

/** Returns the policy of a route's authorizer, or why no token of the stand-in meets it. */
function policyOf(
  route: Route,
  authorizers: ServedAssembly['authorizers'][number],
  { issuer }: StandIn,
): AuthorizerPolicy | string {
  const authorizer = authorizers.find(({ name }) => name === route.authorizer);
  const policy = authorizer && authorizerPolicy(authorizer.function);
  if (authorizer === undefined || policy === undefined)
    return `${routeKey(route)}: its authorizer has no ISSUER, so the tokens that it accepts are not known`;
  const others = authorizer.identitySources.filter((source) => !isAlwaysSent(source));
  if (others.length > 0)
    return `${routeKey(route)}: its authorizer also needs ${others.join(', ')}`;
  const issuers = policy.issuers.map((accepted) => accepted.issuer);
  if (!issuers.includes(issuer))
    return `${routeKey(route)}: its authorizer accepts tokens of ${issuers.join(', ')}, not of ${issuer}`;
  return policy;
}

/** The examples have an Authorization header; API Gateway always knows the context. */
function isAlwaysSent(identitySource: string): boolean {
  return /^\$?context\.|request\.header\.authorization$/i.test(identitySource);
}

function apiKeyExample(
  route: Route,
  policy: AuthorizerPolicy,
  api: ServedApi,
  { consumers, url, ...standIn }: ExampleSender,
): Example {
  const rejections = consumers.map(({ token }) =>
    tokenRejection(policy, routeKey(route), standIn, token),
  );
  const consumer = consumers[rejections.indexOf(undefined)];
  if (consumer === undefined) {
    const [reason] = rejections;
    return {
      problem: `${routeKey(route)} with an API key is rejected: ${reason} (--consumers <file> sets what the tokens of API keys have)`,
    };
  }
  const header = shellWord(`Authorization: Bearer ${consumer.apiKey}`);
  return { command: `${curl(route, api, url)} -H ${header}` };
}

function tokenExample(
  route: Route,
  policy: AuthorizerPolicy,
  api: ServedApi,
  { url, ...standIn }: ExampleSender,
): Example {
  const token = acceptedToken(policy, routeKey(route), standIn);
  const reason = tokenRejection(policy, routeKey(route), standIn, token);
  if (reason !== undefined)
    return { problem: `${routeKey(route)} with a token of the stand-in is rejected: ${reason}` };
  const header = `"Authorization: Bearer $(${tokenCommand(token, url)})"`;
  return { command: `${curl(route, api, api.url)} -H ${header}` };
}

const routeKey = ({ method, path }: Route) => (path === '$default' ? path : `${method} ${path}`);

function curl(route: Route, { routes }: ServedApi, url: string): string {
  const { method, path } = exampleTarget(route, routes);
  const option = { GET: '', HEAD: '-I ' }[method] ?? `-X ${method} `;
  return `curl ${option}${shellWord(url + path)}`;
}
