import { type FunctionFinder, invokedFunction } from '../assembly/invoked-function.ts';
import {
  type Resource,
  rejectProblems,
  requiredText,
  resourceError,
  text,
  wholeNumber,
} from '../assembly/resource.ts';
import type { RestAuthorizer } from './definition.ts';
import { identitySource } from './identity-source.ts';

/**
 * Reads a Lambda authorizer of a REST API.
 *
 * @throws {UserError} for another type of authorizer or unsupported settings
 * @see CloudFormation, "AWS::ApiGateway::Authorizer"
 */
export function readRestAuthorizer(authorizer: Resource, find: FunctionFinder): RestAuthorizer {
  rejectProblems(authorizer);
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
  const isHeader = first?.startsWith('method.request.header.') === true;
  if (type === 'TOKEN' && !(isHeader && identitySources.length === 1))
    throw resourceError(authorizer, 'a TOKEN authorizer needs one header as identity source');
  const ttlSeconds = wholeNumber(authorizer, 'AuthorizerResultTtlInSeconds') ?? 300;
  if (ttlSeconds > 0 && identitySources.length === 0)
    throw resourceError(authorizer, 'caching needs an identity source');
  const { AuthorizerUri: uri, AuthorizerCredentials: role } = authorizer.properties;
  return {
    id: authorizer.id,
    name: text(authorizer, 'Name') ?? authorizer.title,
    type,
    function: invokedFunction(authorizer, { uri, role }, find),
    identitySources,
    validation: type === 'TOKEN' ? validationOf(authorizer) : undefined,
    ttlSeconds,
  };
}

/** Anchors the expression at both ends, so that a token that only contains a match is rejected. */
function validationOf(authorizer: Resource): RegExp | undefined {
  const expression = text(authorizer, 'IdentityValidationExpression');
  if (expression === undefined || expression === '') return undefined;
  try {
    return new RegExp(`^(?:${expression})$`);
  } catch {
    throw resourceError(authorizer, `${expression} is not a JavaScript regular expression`);
  }
}
