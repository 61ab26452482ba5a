/** What was looked at and how it is; a fault says what to do. */
export interface Finding {
  level: 'ok' | 'warning' | 'fault';
  /** One word for scripts. */
  check: string;
  told: string;
}

export const ok = (check: string, told: string): Finding => ({ level: 'ok', check, told });
export const warning = (check: string, told: string): Finding => ({ level: 'warning', check, told });
export const fault = (check: string, told: string): Finding => ({ level: 'fault', check, told });
