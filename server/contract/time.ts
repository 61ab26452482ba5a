/** A day of the office's calendar, `YYYY-MM-DD`. Never an instant. */
export type LocalDay = string;
/** Milliseconds since 1970-01-01T00:00:00Z. Inside the server every instant is one of these. */
export type Instant = number;
/** RFC 3339 with offset, as instants travel in JSON. */
export type InstantText = string;
