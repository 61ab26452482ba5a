import { Router, type RequestHandler } from 'express';
import type { ApiRoute } from './apiRoute.ts';
import { apiRoutes } from './apiRoutes.ts';
import { openApiDocument } from './openapi.ts';

/** /openapi.json for everybody's tools, /docs for people behind the guard: one plain page without scripts. */
export function docsRoutes(parts: { version: string; guard: RequestHandler }): Router {
  const router = Router();
  const document = openApiDocument(apiRoutes, parts.version);
  router.get('/openapi.json', (_req, res) => {
    res.json(document);
  });
  router.get('/docs', parts.guard, (_req, res) => {
    res.type('html').send(page(parts.version));
  });
  router.get('/docs/style.css', parts.guard, (_req, res) => {
    res.type('css').send(style);
  });
  return router;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const access = {
  nothing: 'open',
  sourceKey: 'source key',
  account: 'session or token',
  screen: 'paired screen',
} as const;

function line(route: ApiRoute): string {
  const parameters = Object.keys(route.query?.shape ?? {}).map((name) => `<code>${escape(name)}</code>`);
  const cells = [
    `<b>${route.method.toUpperCase()}</b>`,
    `<code>${escape(route.path)}</code>`,
    escape(route.summary) + (parameters.length > 0 ? `<br>${parameters.join(' ')}` : ''),
    access[route.needs],
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

const page = (version: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>duban ${escape(version)}: API</title>
<link rel="stylesheet" href="/docs/style.css">
<h1>duban ${escape(version)}: API</h1>
<p>The whole description, with every schema, is <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).
Errors are RFC 9457 problems with a <code>code</code>, a sentence and, where it helps, a <code>path</code>.</p>
<table>
${apiRoutes.map(line).join('\n')}
</table>
</html>
`;

const style = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
td { border-top: 1px solid #ccd3de; padding: 0.5rem; vertical-align: top }
`;
