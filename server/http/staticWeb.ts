import path from 'node:path';
import express, { Router } from 'express';

const serverPaths = /^\/(api|socket\.io|healthz|readyz|metrics|docs|openapi\.json)(\/|$)/;

/**
 * Serves the built pages. Files with a hash in their name never change; any other address that asks for a page
 * gets index.html, because the pages have addresses of their own.
 * @param directory absolute path of the web build
 */
export function staticWeb(directory: string): Router {
  const router = Router();
  router.use(
    '/assets',
    express.static(path.join(directory, 'assets'), { immutable: true, maxAge: '365d', fallthrough: false }),
  );
  router.use(express.static(directory, { index: false, maxAge: '1h', redirect: false }));
  router.get('/{*page}', (req, res, next) => {
    if (serverPaths.test(req.path) || req.accepts(['html']) === false) {
      next();
      return;
    }
    res.set('Cache-Control', 'no-cache');
    res.sendFile('index.html', { root: directory });
  });
  return router;
}
