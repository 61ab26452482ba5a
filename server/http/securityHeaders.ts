import helmet from 'helmet';
import type { RequestHandler } from 'express';

const yearInSeconds = 31_536_000;

/**
 * Everything a page loads comes from this server, and no script stands in a page. Styles are the exception:
 * charts and transitions set `style` attributes.
 * @param publicUrl address under which people reach the server; with https the browser is told to stay there
 */
export function securityHeaders(publicUrl: URL | undefined): RequestHandler {
  const https = publicUrl?.protocol === 'https:';
  const sockets = publicUrl === undefined ? [] : [`${https ? 'wss' : 'ws'}://${publicUrl.host}`];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        // 'self' covers sockets of the page's own origin; the public address is named for browsers before that
        connectSrc: ["'self'", ...sockets],
        fontSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        objectSrc: ["'none'"],
        scriptSrc: ["'self'"],
        scriptSrcAttr: ["'none'"],
        styleSrc: ["'self'"],
        styleSrcAttr: ["'unsafe-inline'"],
        workerSrc: ["'self'", 'blob:'],
        ...(https ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: https ? { maxAge: yearInSeconds, includeSubDomains: false } : false,
    // on plain http these two are ignored by browsers with a warning
    crossOriginOpenerPolicy: https,
    originAgentCluster: https,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
}
