import { AwsError } from './aws-answer.ts';
import { account, region } from './rehearsed-account.ts';
import { type ResourceChange, stackChanges } from './stack-changes.ts';

/** A stack, from its first change set on. */
export interface StackState {
  readonly name: string;
  readonly id: string;
  status: string;
  /** As it was given; empty until a change set has been executed. */
  template: string;
  /** By name: the templates that change sets would put in place. */
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

/** The stacks of an account, those that are deleted included. */
export interface Stacks {
  /** The stack by that name that is not deleted. */
  living(name: string): StackState | undefined;
  /** @throws {AwsError} when there is none by that name or ARN: a deleted one goes by its ARN only */
  find(nameOrArn: string): StackState;
  /** The stack by that name: a new one if there is none. */
  open(name: string): StackState;
  /** Puts a template in place at once, unless it is to be refused. */
  execute(stack: StackState, template: string): void;
  delete(stack: StackState): void;
  /** Has the next execution fail at the first resource that it changes, and roll back. */
  refuseNext(reason: string): void;
}

export function createStacks(): Stacks {
  const stacks: StackState[] = [];
  let refusing: string | undefined;
  const living = (name: string) =>
    stacks.find((stack) => stack.name === name && stack.status !== 'DELETE_COMPLETE');
  return {
    living,
    find(nameOrArn) {
      const found = stacks.find(({ id }) => id === nameOrArn) ?? living(nameOrArn);
      if (found !== undefined) return found;
      throw new AwsError('ValidationError', `Stack with id ${nameOrArn} does not exist`);
    },
    open(name) {
      const stack = living(name) ?? newStack(name, stacks.length);
      if (!stacks.includes(stack)) stacks.push(stack);
      return stack;
    },
    execute(stack, template) {
      if (refusing === undefined) putInPlace(stack, template);
      else rollBack(stack, template, refusing);
      stack.changeSets.clear();
      refusing = undefined;
    },
    delete: (stack) => enter(stack, 'DELETE_COMPLETE'),
    refuseNext(reason) {
      refusing = reason;
    },
  };
}

function newStack(name: string, number: number): StackState {
  const id = `arn:aws:cloudformation:${region}:${account}:stack/${name}/${number}`;
  const status = 'REVIEW_IN_PROGRESS';
  return { name, id, status, template: '', changeSets: new Map(), events: [] };
}

function putInPlace(stack: StackState, template: string): void {
  const isNew = stack.template === '';
  stack.template = template;
  enter(stack, isNew ? 'CREATE_COMPLETE' : 'UPDATE_COMPLETE');
}

function rollBack(stack: StackState, template: string, reason: string): void {
  const isNew = stack.template === '';
  const [change] = stackChanges(stack.template, template);
  if (change !== undefined) note(stack, change, isNew ? 'CREATE_FAILED' : 'UPDATE_FAILED', reason);
  enter(stack, isNew ? 'ROLLBACK_COMPLETE' : 'UPDATE_ROLLBACK_COMPLETE');
}

function enter(stack: StackState, status: string): void {
  stack.status = status;
  const own = { LogicalResourceId: stack.name, ResourceType: 'AWS::CloudFormation::Stack' };
  note(stack, own, status, '');
}

function note(
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
