/** The integration of a preflight method, as the CDK writes it. */
export function mock(headers: Readonly<Record<string, string>> = {}): object {
  return {
    Type: 'MOCK',
    // The mock's status differs from that of its only response.
    RequestTemplates: { 'application/json': '{ statusCode: 200 }' },
    IntegrationResponses: [
      {
        StatusCode: '204',
        ResponseParameters: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [
            `method.response.header.${name}`,
            `'${value}'`,
          ]),
        ),
      },
    ],
  };
}
