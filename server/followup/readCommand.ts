import { actionSchemas, type FlagCommand } from '#contract/followupSchema';
import type { FlagAction } from '#contract/followup';
import type { FollowupCommand } from '../domain/followup/decideFollowup.ts';
import type { Refusal } from '../domain/followup/mayAct.ts';

/** The body of an action, typed; or which field is wrong and why. */
export function readCommand(action: FlagAction, body: unknown): FlagCommand | Refusal {
  const parsed = actionSchemas[action].safeParse(body ?? {});
  if (parsed.success) return { action, ...parsed.data } as FlagCommand;
  const issue = parsed.error.issues[0];
  if (issue?.code === 'unrecognized_keys') {
    const name = issue.keys[0] ?? '';
    return invalid(name, `The field "${name}" is not known to ${action}; leave it out or mend its spelling.`);
  }
  const path = issue?.path.map(String).join('.') || 'body';
  return invalid(path, `The field "${path}" is not valid: ${issue?.message ?? 'unreadable'}.`);
}

const invalid = (path: string, detail: string): Refusal => ({ code: 'invalid', detail, path });

/** What the law decides on. */
export function commandOf(command: FlagCommand): FollowupCommand {
  return command.action === 'call' ? { ...command, at: Date.parse(command.at) } : command;
}

/** The accounts that a command names, and the field that does. */
export function namedIn(command: FlagCommand): { field: string; names: string[] } | undefined {
  switch (command.action) {
    case 'assign':
      return { field: 'owner', names: [command.owner] };
    case 'hand-over':
      return { field: 'to', names: [command.to] };
    case 'note':
      return { field: 'mentions', names: command.mentions };
    default:
      return undefined;
  }
}
