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
  const { api, corsOrigins, alarms, alarmEmail, canaryMinutes } = settings;
  // What was given, because an invalid value has been reported already.
  const has = (name: keyof OperationSettings) => (given(name) ?? '') !== '';
  if (has('domainName') && !has('certificateArn'))
    problems.add('certificateArn', undefined, 'domainName requires it');
  if (has('certificateArn') && !has('domainName'))
    problems.add('domainName', undefined, 'certificateArn requires it');
  if (corsOrigins.length > 1 && corsOrigins.includes('*'))
    problems.add('corsOrigins', corsOrigins, 'it must be either * or a list of origins');
  else if (corsOrigins.length > 1 && api === 'rest')
    problems.add('corsOrigins', corsOrigins, 'it must be a single origin with api=rest');
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
