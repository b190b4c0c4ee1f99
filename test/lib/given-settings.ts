import {
  type DeploymentSettings,
  deploymentSettings,
  SettingsError,
} from '../../lib/settings/deployment-settings.ts';

/** CDK context values by name. */
export type Context = Readonly<Record<string, unknown>>;

/** What a deployment cannot do without. */
export const required = {
  issuer: 'https://example.zuplo.app/__zuplo/issuer',
  audience: 'your-audience',
};

/** Gives the settings that a context comes to. */
export function settingsOf(context: Context, names: readonly string[] = []): DeploymentSettings {
  return deploymentSettings((name) => context[name], names);
}

/** Gives what is wrong with the settings of a context; nothing for good ones. */
export function problemsOf(context: Context, names?: readonly string[]): readonly string[] {
  try {
    settingsOf(context, names);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}
