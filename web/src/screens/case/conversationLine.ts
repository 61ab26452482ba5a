import type { FlagAnswer } from '../../api/followup.ts';

type Transition = FlagAnswer['history'][number];

export interface ConversationLine {
  at: string;
  actor: string;
  /** In whose place; empty: in their own. */
  standsInFor: string;
  /** The key of what happened below `transition`. */
  reason: string;
  /** Codes said in words: `act.cause.network`. */
  codes: string[];
  /** What was written or said. */
  text: string;
  /** Names and days as they are: who was called, by when it is to be done. */
  plain: string[];
  attachments: string[];
}

/** In the detail of a transition: fields that hold a code of an action's choice. */
const coded = ['cause', 'verdict', 'level', 'outcome'];
const plain = ['with', 'phone', 'to', 'owner', 'finishBy'];
const written = ['text', 'said', 'reason'];

/** One line of the conversation about a flag: what somebody, or the rules, did. */
export function conversationLine({ at, actor, reason, detail }: Transition): ConversationLine {
  const fields = isRecord(detail) ? detail : {};
  const said = (name: string): string[] => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? [value] : [];
  };
  const passed = fields['passed'];
  return {
    at,
    actor,
    standsInFor: said('for')[0] ?? '',
    reason,
    codes: [
      ...coded.flatMap((name) => said(name).map((value) => `act.${name}.${value}`)),
      ...(typeof passed === 'boolean' ? [`act.passed.${passed ? 'yes' : 'no'}`] : []),
    ],
    text: written.flatMap(said).join('\n'),
    plain: plain.flatMap(said),
    attachments: Array.isArray(fields['attachments']) ? fields['attachments'].map(String) : [],
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
