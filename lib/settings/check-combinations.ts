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
  checkCors(settings, problems);
  checkRegions(settings, problems);
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
  problems: SettingsProblems,
): void {
  if (corsOrigins.length > 1 && corsOrigins.includes('*'))
    problems.add('corsOrigins', corsOrigins, 'it must be either * or a list of origins');
  else if (corsOrigins.length > 1 && api === 'rest')
    problems.add('corsOrigins', corsOrigins, 'it must be a single origin with api=rest');
  // Browsers reject the combination (Fetch, "CORS protocol and credentials").
  if (corsCredentials && corsOrigins.includes('*'))
    problems.add('corsCredentials', corsCredentials, 'it must be false with corsOrigins=*');
}

/** API Gateway rejects resources of other regions during the deployment. */
function checkRegions(settings: OperationSettings, problems: SettingsProblems): void {
  const { region } = settings;
  if (region === '') return;
  for (const name of ['certificateArn', 'webAclArn'] as const) {
    const arn = settings[name];
    if (arn !== '' && arn.split(':')[3] !== region)
      problems.add(name, arn, `it must be in the region of the stack, ${region}`);
  }
}
