import { restApi } from '../../templates.ts';
import { fixtureStack } from '../fixture-stack.ts';
import { type Case, documented, row, type Topic } from '../row.ts';
import { apiGateway } from '../sources.ts';

/** A preflight method as the CDK writes it for the origins a, b and c. */
const preflight = (header: (name: string) => string, isOrigin: (origin: string) => string) => ({
  function: 'Handler',
  integration: {
    Type: 'MOCK',
    RequestTemplates: { 'application/json': '{ statusCode: 200 }' },
    IntegrationResponses: [
      {
        StatusCode: '204',
        ResponseParameters: {
          'method.response.header.Access-Control-Allow-Origin': "'https://a.example'",
          'method.response.header.Vary': "'Origin'",
        },
        ResponseTemplates: {
          'application/json': `#set($origin = ${header('Origin')})
#if($origin == "")
  #set($origin = ${header('origin')})
#end
#if(${['https://b.example', 'https://c.example'].map(isOrigin).join(' || ')})
  #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)
#end`,
        },
      },
    ],
  },
});

const allows = (behavior: string, origin: string | undefined, allowed: string): readonly Case[] =>
  ['now', 'earlier'].map((variant) =>
    row(
      behavior,
      `OPTIONS /${variant}`,
      { status: 204, headers: { 'access-control-allow-origin': allowed, vary: 'Origin' } },
      { variant, headers: origin === undefined ? {} : { Origin: origin } },
    ),
  );

/** The preflight methods that the CDK writes for several origins, now and in earlier versions. */
export const restPreflight: Topic = {
  title: 'REST API preflight methods of the CDK for several origins',
  stack: fixtureStack(
    restApi({
      methods: {
        'GET /now': { function: 'Handler' },
        'OPTIONS /now': preflight(
          (name) => `$input.params().header.get("${name}")`,
          (origin) => `$origin == "${origin}"`,
        ),
        'OPTIONS /earlier': preflight(
          (name) => `$input.params("${name}")`,
          (origin) => `$origin.matches("${origin}")`,
        ),
      },
    }),
  ),
  rows: documented(
    apiGateway['apigateway-override-request-response-parameters'],
    ...allows('An origin of the template is sent back', 'https://c.example', 'https://c.example'),
    ...allows('Any other origin gets the first one', 'https://d.example', 'https://a.example'),
    ...allows(
      'An origin that contains an allowed one gets the first one',
      'https://b.example.org',
      'https://a.example',
    ),
    ...allows('A request without an origin gets the first one', undefined, 'https://a.example'),
  ),
};
