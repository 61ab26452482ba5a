import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { Problem } from '#contract/problem';
import { settings, type SettingName } from './settings.ts';

type Environment = Record<string, string | undefined>;

/**
 * Throws a Problem `configuration` that names the variable, its value unless it is secret, and what is expected.
 */
export function readSetting<T>(env: Environment, name: SettingName, schema: z.ZodType<T>): T {
  const text = textOf(env, name);
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  const setting = settings[name];
  const shown = 'secret' in setting ? `a value of ${text?.length ?? 0} characters` : `"${text ?? ''}"`;
  throw new Problem('configuration', `${name} is ${shown}; expected ${setting.expected}.`);
}

/** As it is written, in the variable or in the file that `NAME_FILE` names; undefined: neither, or empty. */
export function textOf(env: Environment, name: SettingName): string | undefined {
  const [direct, path] = [env[name], env[`${name}_FILE`]].map((text) =>
    text?.trim() === '' ? undefined : text?.trim(),
  );
  if (path === undefined) return direct;
  if (direct !== undefined) {
    throw new Problem('configuration', `${name} and ${name}_FILE are both set; keep one of them.`);
  }
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw new Problem('configuration', `${name}_FILE is "${path}"; expected a file that can be read.`, {
      cause,
    });
  }
}
