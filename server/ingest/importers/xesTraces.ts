import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { Problem } from '#contract/problem';

/** Attributes by key; a nested one by the keys on the way to it, joined with `/`. */
export type XesAttributes = Map<string, string>;

export interface XesEvent {
  line: number;
  attributes: XesAttributes;
}

export interface XesTrace extends XesEvent {
  events: XesEvent[];
  /** False for a piece of a trace too long to be held at once. */
  whole: boolean;
}

const longestQuietStretch = 8 * 1024 * 1024;
const mostEvents = 20_000;
const deepest = 64;
const attributeTags = new Set(['string', 'date', 'int', 'float', 'boolean', 'id', 'list', 'container']);

/**
 * The traces of an XES log, one at a time. Defaults of `<global>` are not filled in: a date that a trace does not
 * give is missing, not 1970. @throws Problem('unreadable') naming line and column where the XML is broken, and for
 * any DTD: entities that a file declares itself are never expanded. The traces before the fault have come.
 */
export async function* xesTraces(chunks: AsyncIterable<string>, file: string): AsyncGenerator<XesTrace> {
  const reader = new XesReader(file);
  for await (const chunk of chunks) {
    reader.write(chunk);
    yield* reader.take();
    reader.stopIfBroken();
  }
  reader.close();
  yield* reader.take();
  reader.stopIfBroken();
}

class XesReader {
  private readonly parser = new SaxesParser({ xmlns: false, position: true });
  private readonly file: string;
  private done: XesTrace[] = [];
  private trace: XesTrace | undefined;
  private event: XesEvent | undefined;
  private readonly open: string[] = [];
  private readonly keys: string[] = [];
  private problem: Problem | undefined;
  private quiet = 0;
  private rootSeen = false;

  constructor(file: string) {
    this.file = file;
    this.parser.on('doctype', () =>
      this.fail('declares a DTD, which could make entities grow without bound; remove the <!DOCTYPE …> part'),
    );
    this.parser.on('error', (error) =>
      this.fail(`is broken XML: ${error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')}`),
    );
    this.parser.on('opentag', (tag) => this.opened(tag));
    this.parser.on('closetag', (tag) => this.closed(tag.name));
  }

  write(chunk: string): void {
    if (this.problem) return;
    this.quiet += chunk.length;
    this.parser.write(chunk);
    if (this.quiet > longestQuietStretch)
      this.fail(`has more than ${longestQuietStretch / 1024 / 1024} MB without a tag`);
  }

  close(): void {
    if (!this.problem) this.parser.close();
    if (!this.problem && !this.rootSeen) this.fail('has no <log> element');
  }

  take(): XesTrace[] {
    const { done } = this;
    this.done = [];
    return done;
  }

  stopIfBroken(): void {
    if (this.problem) throw this.problem;
  }

  private fail(what: string): void {
    const { line, column } = this.parser;
    this.problem ??= new Problem('unreadable', `${this.file} line ${line}, column ${column} ${what}.`, {
      path: `${line}:${column}`,
    });
  }

  private opened({ name, attributes }: SaxesTagPlain): void {
    this.quiet = 0;
    if (this.problem) return;
    if (this.open.length === 0 && name !== 'log') this.fail(`begins with <${name}> where XES has <log>`);
    this.rootSeen = true;
    this.open.push(name);
    if (this.open.length > deepest) this.fail(`is nested deeper than ${deepest} elements`);
    if (name === 'trace' && this.open.length === 2)
      this.trace = { line: this.parser.line, attributes: new Map(), events: [], whole: true };
    else if (name === 'event' && this.open.length === 3 && this.trace)
      this.event = { line: this.parser.line, attributes: new Map() };
    else if (this.trace && attributeTags.has(name))
      this.attribute(attributes['key'] ?? '', attributes['value']);
  }

  /** A trace too long to be held comes in pieces, each with the attributes known so far. */
  private split(trace: XesTrace): void {
    this.done.push({ ...trace, whole: false });
    this.trace = { ...trace, events: [], whole: false };
  }

  private attribute(key: string, value: string | undefined): void {
    this.keys.push(key);
    const owner = this.event ?? this.trace;
    if (value !== undefined) owner?.attributes.set(this.keys.join('/'), value);
  }

  private closed(name: string): void {
    this.quiet = 0;
    if (this.problem) return;
    this.open.pop();
    if (name === 'trace' && this.trace && this.open.length === 1) {
      this.done.push(this.trace);
      this.trace = undefined;
    } else if (name === 'event' && this.event && this.open.length === 2) {
      this.trace?.events.push(this.event);
      this.event = undefined;
      if (this.trace && this.trace.events.length === mostEvents) this.split(this.trace);
    } else if (this.trace && attributeTags.has(name)) this.keys.pop();
  }
}
