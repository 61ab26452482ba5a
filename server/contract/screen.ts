import type { Severity } from './rule.ts';
import type { Instant, InstantText } from './time.ts';

/** Pages of the wall's playlist (UX §1, ① to ⑥). */
export const wallPages = ['overview', 'hours', 'departments', 'items', 'halls', 'followup'] as const;
export type WallPage = (typeof wallPages)[number];

/** How far away people stand: a farther profile drops rows and never shrinks type. */
export const readingProfiles = ['near', 'room', 'hall'] as const;
export type ReadingProfile = (typeof readingProfiles)[number];

/** Local time of day in the office zone, 'HH:MM'. */
export type TimeOfDay = string;
/** Until before `to`; over midnight when `to` is the earlier. */
export interface Hours {
  from: TimeOfDay;
  to: TimeOfDay;
}

export interface PlaylistEntry {
  page: WallPage;
  dwellSeconds: number;
  /** Only this region and those below; null: all the screen may see. */
  region: string | null;
  /** Shown only then; null: always. */
  hours: Hours | null;
  skipIfEmpty: boolean;
}

/** How a screen shows what it may see. Everything has a default: a new screen shows the overview alone. */
export interface ScreenSettings {
  language: 'zh' | 'en';
  profile: ReadingProfile;
  /** Of the whole canvas, metres; with `distance` the check that nobody squints. null: not told. */
  widthMetres: number | null;
  distanceMetres: number | null;
  playlist: PlaylistEntry[];
  /** A red flag takes the screen for 20 s, at most once in 5 minutes. */
  interrupt: boolean;
  map: 'tiles' | 'geo';
  /** Panels of a video wall, whose seams no figure may cross; 1 × 1: none. */
  panels: { columns: number; rows: number };
  /** Darker at night; `level` of full light, 0.2–1. */
  dim: (Hours & { level: number }) | null;
  tones: { severities: Severity[]; quiet: Hours | null; volume: number } | null;
}

export const defaultScreenSettings: ScreenSettings = {
  language: 'zh',
  profile: 'near',
  widthMetres: null,
  distanceMetres: null,
  playlist: [{ page: 'overview', dwellSeconds: 60, region: null, hours: null, skipIfEmpty: false }],
  interrupt: true,
  map: 'tiles',
  panels: { columns: 1, rows: 1 },
  dim: null,
  tones: null,
};

/** What the desk tells a screen. */
export type ScreenCommand =
  | { command: 'pin'; page: WallPage }
  | { command: 'unpin' }
  | { command: 'next' }
  | { command: 'reload' }
  | { command: 'identify' }
  | { command: 'screenshot' }
  /** Plays a past day on this screen alone. Instants in epoch ms; `speed` 1–3600. */
  | { command: 'replay'; from: Instant; to: Instant; speed: number }
  | { command: 'live' };

/** What a screen says of itself, every 30 s and after each turn of a page. */
export interface ScreenReport {
  page: WallPage | null;
  pinned: boolean;
  build: string;
  /** CSS pixels and the ratio of device pixels to them. */
  width: number;
  height: number;
  ratio: number;
  framesPerSecond: number;
  /** JavaScript heap in use, bytes; null where the browser does not say. */
  heapBytes: number | null;
  heapLimitBytes: number | null;
  /** Newest event time its figures contain. */
  dataTime: InstantText | null;
  link: 'connecting' | 'live' | 'lost' | 'restarting' | 'ended' | 'refused';
  /** Of this device's clock against the server's, ms. */
  clockOffset: number | null;
}

/** In the room `screen:{id}`: only that screen's own credential joins it. */
export type ScreenChange =
  | { topic: 'screen:settings'; settings: ScreenSettings; region: string | null; name: string }
  | { topic: 'screen:command'; command: ScreenCommand }
  | { topic: 'server:restarting' };

/** `GET /api/v1/screen`: what a paired screen is. */
export interface OwnScreen {
  screenId: number;
  name: string;
  /** The subtree it may show; null: the city. */
  region: string | null;
  settings: ScreenSettings;
  /** Build of the server's pages (pageBuild.ts): a screen that runs another takes the new one at a turn of page. */
  build: string;
}

/** In the room `screen:{id}`. Settings are whole; a screen whose seq is not `after` joins again. */
export interface ScreenDelta {
  /** As it was joined: one socket may be in several rooms. */
  room: string;
  after: number;
  seq: number;
  changes: ScreenChange[];
  serverTime: InstantText;
  /** No figures are in it. */
  dataTime: null;
}

/** The answer to `join`. Commands are told once, to who is there; they are in no snapshot. */
export interface ScreenSnapshot {
  seq: number;
  state: OwnScreen;
  serverTime: InstantText;
  /** No figures are in it. */
  dataTime: null;
}

/** What a device may say of itself when it asks to be paired. */
export interface PairingRequest {
  build?: string | undefined;
  /** CSS pixels. */
  width?: number | undefined;
  height?: number | undefined;
  language?: ScreenSettings['language'] | undefined;
}

/** `POST /api/v1/screens/pairing` (device authorization of RFC 8628). Durations in seconds. */
export interface PairingStart {
  device_code: string;
  /** Six characters without look-alikes. */
  user_code: string;
  verification_uri: string;
  verification_uri_complete: string;
  expires_in: number;
  interval: number;
}

/** Why `POST /api/v1/screens/token` gives no credential yet, or never (RFC 8628 §3.5): `code` and `error` of a problem. */
export const pairingErrors = [
  'authorization_pending',
  'slow_down',
  'expired_token',
  'access_denied',
] as const;
export type PairingError = (typeof pairingErrors)[number];

/** `GET /api/v1/screens/pairing/{userCode}`: who asks. */
export interface WaitingPairing extends PairingRequest {
  userCode: string;
  address: string;
  since: InstantText;
  expiresAt: InstantText;
}

/** One row of `GET /api/v1/screens`. */
export interface ScreenRow extends OwnScreen {
  /** For `If-Match`. */
  version: number;
  approvedBy: string;
  approvedAt: InstantText;
  revokedAt: InstantText | null;
  connected: boolean;
  lastSeenAt: InstantText | null;
  report: ScreenReport | null;
  screenshotAt: InstantText | null;
}

/** `GET`, `PUT /api/v1/screens/settings.json`: by name, and no more than how they show what they may. */
export interface ScreenSettingsFile {
  screens: { name: string; settings: ScreenSettings }[];
}
