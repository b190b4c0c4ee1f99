import type { AuthorizerSettings } from '../../contract/settings.ts';
import type { SettingsProblems } from '../../contract/settings-error.ts';
import { checkEnvironmentSize } from '../authorizer/environment-size.ts';
import type { OperationSettings } from './operation-settings.ts';

/**
 * Checks settings that are valid alone and contradict each other.
 * @param given returns the value that was given for a setting, valid or not
 */
export function checkCombinations(
  settings: OperationSettings & AuthorizerSettings,
  given: (name: keyof OperationSettings) => unknown,
  problems: SettingsProblems,
): void {
  checkDomain(settings, given, problems);
  checkCors(settings, given, problems);
  checkPlaces(settings, problems);
  const { api, webAclArn, alarms, alarmEmail, canaryMinutes } = settings;
  if (webAclArn !== '' && api === 'http')
    problems.add(
      'webAclArn',
      webAclArn,
      'it must be used with api=rest: AWS WAF cannot protect HTTP APIs (docs/operations.md)',
    );
  if (alarmEmail !== '' && !alarms)
    problems.add('alarms', alarms, 'it must be true with alarmEmail');
  if (canaryMinutes > 0 && !alarms)
    problems.add(
      'alarms',
      alarms,
      'it must be true with canaryMinutes, which uses alarms to roll back',
    );
  const { authorizerProvisionedConcurrency: provisioned } = settings;
  const { authorizerReservedConcurrency: reserved } = settings;
  if (reserved > 0 && provisioned > reserved)
    problems.add(
      'authorizerProvisionedConcurrency',
      provisioned,
      `it must not exceed authorizerReservedConcurrency, ${reserved}`,
    );
  checkEnvironmentSize(settings, problems);
}

function checkDomain(
  { api, tlsPolicy, truststoreUri }: OperationSettings,
  given: (name: keyof OperationSettings) => unknown,
  problems: SettingsProblems,
): void {
  // What was given, because an invalid value has been reported already.
  const has = (name: keyof OperationSettings) => (given(name) ?? '') !== '';
  const requires = (name: keyof OperationSettings, other: keyof OperationSettings) => {
    if (has(name) && !has(other)) problems.add(other, undefined, `${name} requires it`);
  };
  requires('domainName', 'certificateArn');
  requires('certificateArn', 'domainName');
  requires('truststoreUri', 'domainName');
  requires('truststoreVersion', 'truststoreUri');
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html
  if (tlsPolicy === 'TLS_1_3' && api === 'http')
    problems.add('tlsPolicy', tlsPolicy, 'it must be TLS_1_2 with api=http');
  if (tlsPolicy === 'TLS_1_3' && truststoreUri !== '')
    problems.add('tlsPolicy', tlsPolicy, 'it must be TLS_1_2 with truststoreUri (mutual TLS)');
}

function checkCors(
  { api, corsOrigins, corsCredentials }: OperationSettings,
  given: (name: keyof OperationSettings) => unknown,
  problems: SettingsProblems,
): void {
  if (corsOrigins.length > 1 && corsOrigins.includes('*'))
    problems.add('corsOrigins', corsOrigins, 'it must be either * or a list of origins');
  else if (corsOrigins.length > 1 && api === 'rest')
    problems.add('corsOrigins', corsOrigins, 'it must be a single origin with api=rest');
  // Browsers reject the combination (Fetch, "CORS protocol and credentials").
  if (corsCredentials && corsOrigins.includes('*'))
    problems.add('corsCredentials', corsCredentials, 'it must be false with corsOrigins=*');
  if (corsOrigins.length > 0 || (given('corsOrigins') ?? '') !== '') return;
  for (const name of ['corsHeaders', 'corsMaxAgeSeconds', 'corsCredentials'] as const)
    if (![undefined, '', false, 'false'].includes(given(name) as string | boolean | undefined))
      problems.add('corsOrigins', undefined, `${name} requires it`);
}

/** AWS rejects a certificate and a web ACL of another account or region during the deployment. */
function checkPlaces(settings: OperationSettings, problems: SettingsProblems): void {
  const { certificateArn, webAclArn } = settings;
  for (const [place, index] of [
    ['region', 3],
    ['account', 4],
  ] as const) {
    const of = (arn: string) => arn.split(':')[index];
    for (const [name, arn] of Object.entries({ certificateArn, webAclArn }))
      if (arn !== '' && settings[place] !== '' && of(arn) !== settings[place])
        problems.add(name, arn, `it must be in the ${place} of the stack, ${settings[place]}`);
    const both = settings[place] === '' && certificateArn !== '' && webAclArn !== '';
    if (both && of(certificateArn) !== of(webAclArn))
      problems.add('webAclArn', webAclArn, `it must be in the ${place} of certificateArn`);
  }
}
