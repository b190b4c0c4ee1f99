import { type FunctionFinder, invokedFunction } from '../assembly/invoked-function.ts';
import {
  flag,
  type Resource,
  rejectProblems,
  requiredText,
  resourceError,
  text,
  texts,
  wholeNumber,
} from '../assembly/resource.ts';
import type { HttpAuthorizer } from './definition.ts';
import { identitySource } from './identity-source.ts';
import { payloadFormat } from './payload-format.ts';

/**
 * Reads a Lambda authorizer of an HTTP API.
 *
 * @throws {UserError} for a JWT authorizer or unsupported settings
 * @see CloudFormation, "AWS::ApiGatewayV2::Authorizer"
 */
export function readHttpAuthorizer(authorizer: Resource, find: FunctionFinder): HttpAuthorizer {
  rejectProblems(authorizer);
  const type = requiredText(authorizer, 'AuthorizerType');
  if (type !== 'REQUEST')
    throw resourceError(authorizer, `${type} authorizers are not emulated, only Lambda (REQUEST)`);
  const format = payloadFormat(authorizer, 'AuthorizerPayloadFormatVersion', undefined);
  const identitySources = texts(authorizer, 'IdentitySource');
  for (const source of identitySources)
    if (identitySource(source) === undefined)
      throw resourceError(authorizer, `the identity source ${source} is not emulated`);
  const simpleResponses = flag(authorizer, 'EnableSimpleResponses');
  if (simpleResponses && format === '1.0')
    throw resourceError(authorizer, 'simple responses need payload format 2.0');
  const { AuthorizerUri: uri, AuthorizerCredentialsArn: role } = authorizer.properties;
  return {
    id: authorizer.id,
    name: text(authorizer, 'Name') ?? authorizer.title,
    function: invokedFunction(authorizer, { uri, role }, find),
    payloadFormat: format,
    simpleResponses,
    identitySources,
    // The default of the AWS console; the documentation names none.
    ttlSeconds: wholeNumber(authorizer, 'AuthorizerResultTtlInSeconds') ?? 300,
  };
}
