import {
  type DeploymentSettings,
  deploymentSettings,
  SettingsError,
} from '../../../lib/settings/deployment-settings.ts';

/** CDK context values by name. */
export type Context = Readonly<Record<string, unknown>>;

/** The required settings. */
export const required = {
  issuer: 'https://example.zuplo.app/__zuplo/issuer',
  audience: 'your-audience',
};

/** Returns the settings of a context. */
export function settingsOf(context: Context, names: readonly string[] = []): DeploymentSettings {
  return deploymentSettings((name) => context[name], names);
}

/** Returns the problems with the settings of a context; none for valid ones. */
export function problemsOf(context: Context, names?: readonly string[]): readonly string[] {
  try {
    settingsOf(context, names);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}
