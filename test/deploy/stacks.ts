import { AwsError } from './aws-response.ts';
import { type ResourceChange, stackChanges } from './stack-changes.ts';
import { account, region } from './test-account.ts';

/** A stack, from its first change set on. */
export interface StackState {
  readonly name: string;
  readonly id: string;
  status: string;
  /** The template's text; empty until a change set has been executed. */
  template: string;
  /** The templates of change sets by name. */
  readonly changeSets: Map<string, string>;
  /** Newest first. */
  readonly events: StackEvent[];
}

/** One line of a stack's history. */
export interface StackEvent {
  readonly LogicalResourceId: string;
  readonly ResourceType: string;
  readonly ResourceStatus: string;
  readonly ResourceStatusReason: string;
  readonly Timestamp: string;
}

/** The stacks of an account, including deleted ones. */
export interface Stacks {
  /** Returns the stack of that name that is not deleted. */
  existing(name: string): StackState | undefined;
  /** Returns a stack by name or ARN; a deleted one by ARN only. @throws {AwsError} if there is none */
  find(nameOrArn: string): StackState;
  /** Returns the stack of that name, a new one if there is none. */
  open(name: string): StackState;
  /** Applies a template, or rolls it back if a failure was requested. */
  execute(stack: StackState, template: string): void;
  delete(stack: StackState): void;
  /** Makes the next execution fail at the first changed resource, and roll back. */
  failNext(reason: string): void;
}

export function createStacks(): Stacks {
  const stacks: StackState[] = [];
  let failure: string | undefined;
  const existing = (name: string) =>
    stacks.find((stack) => stack.name === name && stack.status !== 'DELETE_COMPLETE');
  return {
    existing,
    find(nameOrArn) {
      const found = stacks.find(({ id }) => id === nameOrArn) ?? existing(nameOrArn);
      if (found !== undefined) return found;
      throw new AwsError('ValidationError', `Stack with id ${nameOrArn} does not exist`);
    },
    open(name) {
      const stack = existing(name) ?? newStack(name, stacks.length);
      if (!stacks.includes(stack)) stacks.push(stack);
      return stack;
    },
    execute(stack, template) {
      if (failure === undefined) apply(stack, template);
      else rollBack(stack, template, failure);
      stack.changeSets.clear();
      failure = undefined;
    },
    delete: (stack) => setStatus(stack, 'DELETE_COMPLETE'),
    failNext(reason) {
      failure = reason;
    },
  };
}

function newStack(name: string, number: number): StackState {
  const id = `arn:aws:cloudformation:${region}:${account}:stack/${name}/${number}`;
  const status = 'REVIEW_IN_PROGRESS';
  return { name, id, status, template: '', changeSets: new Map(), events: [] };
}

function apply(stack: StackState, template: string): void {
  const isNew = stack.template === '';
  stack.template = template;
  setStatus(stack, isNew ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE');
}

function rollBack(stack: StackState, template: string, reason: string): void {
  const isNew = stack.template === '';
  const [change] = stackChanges(stack.template, template);
  if (change !== undefined)
    addEvent(stack, change, isNew ? 'CREATE_FAILED' : 'UPDATE_FAILED', reason);
  setStatus(stack, isNew ? 'ROLLBACK_COMPLETE' : 'UPDATE_ROLLBACK_COMPLETE');
}

function setStatus(stack: StackState, status: string): void {
  stack.status = status;
  const own = { LogicalResourceId: stack.name, ResourceType: 'AWS::CloudFormation::Stack' };
  addEvent(stack, own, status, '');
}

function addEvent(
  { events }: StackState,
  { LogicalResourceId, ResourceType }: Pick<ResourceChange, 'LogicalResourceId' | 'ResourceType'>,
  ResourceStatus: string,
  ResourceStatusReason: string,
): void {
  events.unshift({
    ...{ LogicalResourceId, ResourceType, ResourceStatus, ResourceStatusReason },
    Timestamp: new Date().toISOString(),
  });
}
