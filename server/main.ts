import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { Problem } from '#contract/problem';
import { createLog } from './http/requestLog.ts';

try {
  const config = readConfig(process.env);
  const log = createLog({ level: config.logLevel ?? 'info' });
  const app = await createApp({ config, log, onNotice: (sentence) => log.info(sentence) });
  log.info({ url: app.url }, 'duban is listening');
  if (app.setupCode !== null) {
    console.log(`First run: open ${app.url}/setup and enter the one-time code ${app.setupCode}`);
  }
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  console.error(error instanceof Problem ? error.message : error);
  process.exit(1);
}
