import { actionSchemas, type FlagCommand } from '#contract/followupSchema';
import type { FlagAction } from '#contract/followup';
import type { FollowupCommand } from '../domain/followup/decideFollowup.ts';
import type { Refusal } from '../domain/followup/mayAct.ts';
import { readValue } from '../http/readInput.ts';

/** The body of an action, typed; or which field is wrong and why. */
export function readCommand(action: FlagAction, body: unknown): FlagCommand | Refusal {
  const reading = readValue(actionSchemas[action], body ?? {}, 'The field');
  if (reading.ok) return { action, ...reading.value } as FlagCommand;
  return { code: 'invalid', detail: reading.detail, path: reading.path };
}

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
