import type { CaseEventData } from '#contract/caseEvent';
import type { IncomingEvent, Refusal } from './incomingEvent.ts';
import { residentCardValid } from './residentCard.ts';
import type { UnknownCodes, Validated, ValidationContext } from './validateEvent.ts';

/**
 * The second half of validation, by catalogue and scope: codes must be known (or become provisional entries, from
 * a lenient source) and lie in the source's scope; the handler's kind comes from the source's registry; the person
 * is sealed and leaves a reference.
 */
export function completeCaseEvent(
  event: IncomingEvent,
  personal: Record<string, string> | undefined,
  context: ValidationContext,
): Validated {
  const { source, catalogue } = context;
  const data = event.data;
  const named = event.type === 'case.amended' && data.data ? data.data : data;
  const unknown = unknownCodes(named, context);
  if (unknown && !source.settings.lenient) return quarantined(unknown);
  const outside = unknown ? undefined : catalogue.outOfScope(source.sourceId, named);
  if (outside) return { kind: 'refused', refusal: outOfScope(outside, named[outside], source.uri) };
  if (named.handler?.kind === 'unknown') {
    const registered = catalogue.handler(source.sourceId, named.handler.code);
    if (registered) named.handler = { ...named.handler, kind: registered.kind };
  }
  if (personal) seal(event, named, personal, context);
  return unknown ? { kind: 'case', event, unknown } : { kind: 'case', event };
}

/** Known codes are replaced by the catalogue's own texts: shared by all events, and hashed once instead of at each look-up. */
function unknownCodes(data: CaseEventData, { catalogue }: ValidationContext): UnknownCodes | undefined {
  const { item, region, department } = data;
  let unknown: UnknownCodes | undefined;
  if (item !== undefined) {
    const known = catalogue.newestItem(item);
    if (known) data.item = known.code;
    else unknown = { item };
  }
  if (department !== undefined) {
    const known = catalogue.department(department);
    if (known) data.department = known.code;
    else unknown = { ...unknown, department };
  }
  if (region !== undefined) {
    const known = catalogue.region(region);
    if (known) data.region = known.code;
    else unknown = { ...unknown, region };
  }
  return unknown;
}

function quarantined(unknown: UnknownCodes): Validated {
  const [name, code] =
    unknown.item !== undefined
      ? (['item', unknown.item] as const)
      : unknown.department !== undefined
        ? (['department', unknown.department] as const)
        : (['region', unknown.region ?? ''] as const);
  const message = `data.${name} is "${code}", which the catalogue does not know; the event is kept and replays when the code is imported.`;
  return {
    kind: 'refused',
    refusal: { code: `unknown_${name}`, path: `data.${name}`, message },
    waitsFor: `${name}:${code}`,
  };
}

function outOfScope(field: 'region' | 'department', code: string | undefined, uri: string): Refusal {
  return {
    code: 'out_of_scope',
    path: `data.${field}`,
    message: `data.${field} is ${JSON.stringify(code ?? '')}, outside what ${uri} may report for; an administrator sets the scope of a source.`,
  };
}

function seal(
  event: IncomingEvent,
  data: CaseEventData,
  personal: Record<string, string>,
  { sealer }: ValidationContext,
): void {
  const idNumber = personal['applicant.idNumber'];
  if (idNumber !== undefined) {
    data.applicantRef = sealer.personRef(idNumber);
    data.applicantIdValid = residentCardValid(
      idNumber,
      personal['applicant.idType'],
      personal['applicant.kind'],
    );
  }
  event.sealed = sealer.seal(JSON.stringify(personal));
}
