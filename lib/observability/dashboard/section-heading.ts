import { TextWidget } from 'aws-cdk-lib/aws-cloudwatch';

/** Columns of a dashboard. */
export const fullWidth = 24;

/** Returns a heading with a hint on how to read the widgets below it. */
export function sectionHeading(title: string, hint: string): TextWidget {
  return new TextWidget({ markdown: `## ${title}\n${hint}`, width: fullWidth, height: 2 });
}
