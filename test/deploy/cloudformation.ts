import { AwsError, type Service } from './aws-response.ts';
import { stackChanges } from './stack-changes.ts';
import { stackOutputs } from './stack-outputs.ts';
import type { StackEvent, StackState, Stacks } from './stacks.ts';
import type { XmlContent } from './xml.ts';

/** CloudFormation, which applies every change immediately. */
export function createCloudFormation(
  stacks: Stacks,
  objects: ReadonlyMap<string, Buffer>,
): Service {
  return {
    DescribeStacks: ({ parameters }) => ({ Stacks: [description(found(parameters))] }),
    DescribeStackEvents: ({ parameters }) => {
      const stack = found(parameters);
      return { StackEvents: stack.events.map((event, index) => eventOf(stack, event, index)) };
    },
    DescribeStackResources: () => ({ StackResources: [] }),
    GetTemplate: ({ parameters }) => ({ TemplateBody: found(parameters).template }),
    CreateChangeSet: ({ parameters }) => {
      const { StackName = '', ChangeSetName = '', TemplateBody, TemplateURL } = parameters;
      const stack = stacks.open(StackName);
      stack.changeSets.set(ChangeSetName, TemplateBody ?? uploaded(TemplateURL));
      return { Id: changeSetId(stack, ChangeSetName), StackId: stack.id };
    },
    DescribeChangeSet: ({ parameters }) =>
      changeSetDescription(found(parameters), changeSetName(parameters)),
    ExecuteChangeSet: ({ parameters }) => {
      const stack = found(parameters);
      stacks.execute(stack, changeSetTemplate(stack, changeSetName(parameters)));
      return '';
    },
    DeleteChangeSet: ({ parameters }) => {
      found(parameters).changeSets.delete(changeSetName(parameters));
      return '';
    },
    DeleteStack: ({ parameters }) => {
      stacks.delete(found(parameters));
      return '';
    },
  };

  function found({ StackName = '' }: Readonly<Record<string, string>>): StackState {
    return stacks.find(StackName);
  }

  function uploaded(url = ''): string {
    const object = objects.get(new URL(url).pathname.slice(1));
    if (object === undefined) throw new AwsError('ValidationError', `S3 has no ${url}`);
    return object.toString();
  }
}

function description({ id, name, status, template }: StackState): XmlContent {
  const outputs = Array.from(stackOutputs(name, template));
  return {
    StackId: id,
    StackName: name,
    StackStatus: status,
    CreationTime: new Date().toISOString(),
    Outputs: outputs.map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
  };
}

function eventOf(stack: StackState, event: StackEvent, index: number): XmlContent {
  const isStack = event.LogicalResourceId === stack.name;
  return {
    ...event,
    StackId: stack.id,
    StackName: stack.name,
    // Counted from the oldest event, so that ids are stable.
    EventId: String(stack.events.length - index),
    PhysicalResourceId: isStack ? stack.id : event.LogicalResourceId,
  };
}

function changeSetDescription(stack: StackState, name: string): XmlContent {
  const template = changeSetTemplate(stack, name);
  const identity = {
    ChangeSetId: changeSetId(stack, name),
    ChangeSetName: name,
    StackId: stack.id,
    StackName: stack.name,
  };
  if (template === stack.template) return { ...identity, ...withoutChanges };
  return {
    ...identity,
    Status: 'CREATE_COMPLETE',
    ExecutionStatus: 'AVAILABLE',
    Changes: stackChanges(stack.template, template).map((change) => ({
      Type: 'Resource',
      ResourceChange: change,
    })),
  };
}

function changeSetTemplate({ changeSets }: StackState, name: string): string {
  const template = changeSets.get(name);
  if (template !== undefined) return template;
  throw new AwsError('ChangeSetNotFound', `ChangeSet [${name}] does not exist`);
}

/** The CLI recognizes a change set without changes by exactly this text. */
const withoutChanges = {
  Status: 'FAILED',
  ExecutionStatus: 'UNAVAILABLE',
  StatusReason:
    "The submitted information didn't contain changes. Submit different information to create a change set.",
  Changes: [],
};

function changeSetId({ id }: StackState, name: string): string {
  return `${id.replace(/stack\/.*$/, 'changeSet')}/${name}/scenario`;
}

/** Change sets are named by name or ARN: `arn:…:changeSet/<name>/<id>`. */
function changeSetName({ ChangeSetName = '' }: Readonly<Record<string, string>>): string {
  return ChangeSetName.startsWith('arn:') ? (ChangeSetName.split('/')[1] ?? '') : ChangeSetName;
}
