const browsers: [RegExp, string][] = [
  [/\bEdg\//, 'Edge'],
  [/\bFirefox\//, 'Firefox'],
  [/\bMicroMessenger\//, 'WeChat'],
  [/\b(?:Headless)?Chrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/\bHarmonyOS\b/, 'HarmonyOS'],
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b|\biPad\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/** What people call a browser, from what it calls itself; that itself, shortened, when nobody knows it. */
export function browserName(client: string): string {
  const named = (table: [RegExp, string][]): string | undefined =>
    table.find(([pattern]) => pattern.test(client))?.[1];
  return [named(browsers), named(systems)].filter(Boolean).join(' · ') || client.slice(0, 40) || '–';
}
