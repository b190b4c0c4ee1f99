import { invokedByRole } from '../assembly/invoke-permissions.ts';
import { invokedFunctionArn } from '../assembly/invoked-function.ts';
import {
  type Resource,
  requiredText,
  resourceError,
  text,
  wholeNumber,
} from '../assembly/resource.ts';
import type { FunctionFinder } from '../gateway/servable-api.ts';
import type { RestAuthorizer } from './definition.ts';
import { identitySource } from './identity-source.ts';

/**
 * A Lambda authorizer of a REST API.
 *
 * @throws {UserError} for another kind of authorizer, or settings that are not understood.
 * @see CloudFormation, "AWS::ApiGateway::Authorizer"
 */
export function readRestAuthorizer(authorizer: Resource, find: FunctionFinder): RestAuthorizer {
  const type = requiredText(authorizer, 'Type');
  if (type !== 'TOKEN' && type !== 'REQUEST')
    throw resourceError(authorizer, `${type} authorizers are not emulated, only TOKEN and REQUEST`);
  const identitySources = (text(authorizer, 'IdentitySource') ?? '')
    .split(',')
    .map((source) => source.trim())
    .filter((source) => source !== '');
  for (const source of identitySources)
    if (identitySource(source) === undefined)
      throw resourceError(authorizer, `the identity source ${source} is not emulated`);
  const [first] = identitySources;
  const header = first?.startsWith('method.request.header.') === true;
  if (type === 'TOKEN' && !(header && identitySources.length === 1))
    throw resourceError(authorizer, 'a TOKEN authorizer needs one header as identity source');
  const ttlSeconds = wholeNumber(authorizer, 'AuthorizerResultTtlInSeconds') ?? 300;
  if (ttlSeconds > 0 && identitySources.length === 0)
    throw resourceError(authorizer, 'caching needs an identity source');
  const arn = invokedFunctionArn(authorizer, authorizer.properties['AuthorizerUri']);
  const role = authorizer.properties['AuthorizerCredentials'];
  return {
    id: authorizer.id,
    name: text(authorizer, 'Name') ?? authorizer.title,
    type,
    function: invokedByRole(find(authorizer, arn), role),
    identitySources,
    validation: type === 'TOKEN' ? validationOf(authorizer) : undefined,
    ttlSeconds,
  };
}

/** Anchored at both ends: a token that merely contains a match must not pass. */
function validationOf(authorizer: Resource): RegExp | undefined {
  const expression = text(authorizer, 'IdentityValidationExpression');
  if (expression === undefined || expression === '') return undefined;
  try {
    return new RegExp(`^(?:${expression})$`);
  } catch {
    throw resourceError(authorizer, `${expression} is not a regular expression that runs here`);
  }
}
