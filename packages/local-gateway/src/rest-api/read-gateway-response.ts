import {
  type Resource,
  rejectProblems,
  requiredText,
  resourceError,
  textMap,
  wholeNumber,
} from '../assembly/resource.ts';
import type { GatewayResponse } from './definition.ts';
import { isValueExpression } from './value-expression.ts';

/**
 * Reads a gateway response.
 *
 * @throws {UserError} for a parameter that is not a header, or an unsupported value
 * @see CloudFormation, "AWS::ApiGateway::GatewayResponse"
 */
export function readGatewayResponse(
  resource: Resource,
): readonly [type: string, response: GatewayResponse] {
  rejectProblems(resource);
  const status = wholeNumber(resource, 'StatusCode');
  if (status !== undefined && (status < 200 || status > 599))
    throw resourceError(resource, `${status} is not a status code`);
  const headers = Object.entries(textMap(resource, 'ResponseParameters')).map(
    ([parameter, value]): [string, string] => {
      const [, name] = /^gatewayresponse\.header\.(.+)$/.exec(parameter) ?? [];
      if (name === undefined) throw resourceError(resource, `${parameter} is not emulated`);
      if (!isValueExpression(value))
        throw resourceError(
          resource,
          `${parameter}: ${value} is not emulated; a constant needs single quotes`,
        );
      return [name, value];
    },
  );
  return [
    requiredText(resource, 'ResponseType'),
    {
      status,
      headers: Object.fromEntries(headers),
      templates: textMap(resource, 'ResponseTemplates'),
    },
  ];
}
