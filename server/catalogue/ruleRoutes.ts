import express, { Router, type Response } from 'express';
import { Problem } from '#contract/problem';
import { ruleNames } from '#contract/ruleNames';
import { ruleIds, type RuleId, type RuleScope, type RuleVersion } from '#contract/rule';
import { newRuleVersionSchema, type RuleList, type RuleVersionAnswer } from '#contract/ruleSchema';
import type { Instant, LocalDay } from '#contract/time';
import { signedIn, type AccessParts } from '../access/authenticate.ts';
import { permitted } from '../access/permissions.ts';
import { requireRole } from '../access/requireRole.ts';
import { inTransaction } from '../db/transaction.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { rangesOf } from '../domain/rules/checkParams.ts';
import { manyRules } from '../domain/rules/many/manyRules.ts';
import { builtInVersion, caseRules } from '../domain/rules/ruleTable.ts';
import { anywhere, versionInForce } from '../domain/rules/ruleTerms.ts';
import { instantTextOrNull } from '../http/instantText.ts';
import { readBody } from '../http/readInput.ts';
import type { Catalogue, StoredRuleVersion } from './catalogue.ts';
import type { CatalogueHolder } from './catalogueHolder.ts';
import { mustNotBeginBefore, newRuleVersion } from './newRuleVersion.ts';
import { setRuleVersion } from './ruleVersionStore.ts';

export interface RuleRoutesParts extends AccessParts {
  holder: CatalogueHolder;
}

/** `GET /api/v1/rules` and `POST /api/v1/rules/{id}/versions`. */
export function ruleRoutes({ db, clock, holder }: RuleRoutesParts): Router {
  const router = Router();
  router.get('/api/v1/rules', requireRole(...permitted.readRules), async (_req, res) => {
    await holder.refresh(db);
    res.json(listOf(holder.current(), clock()));
  });
  router.post(
    '/api/v1/rules/:id/versions',
    requireRole(...permitted.changeRules),
    express.json({ limit: '16kb' }),
    async (req, res) => {
      const rule = ruleNamed(req.params['id']);
      const asked = readBody(req, newRuleVersionSchema);
      const catalogue = holder.current();
      mustReach(res, asked.scope, catalogue);
      mustNotBeginBefore(dayOf(catalogue, clock()), asked);
      const version = newRuleVersion(rule, asked, catalogue, signedIn(res).name);
      const stored = await inTransaction(db, (tx) => setRuleVersion(tx, version, clock()));
      await holder.refresh(db);
      res.status(201).json(answerOf(stored));
    },
  );
  return router;
}

/** @throws Problem `not_found` */
export function ruleNamed(id: unknown): RuleId {
  const rule = ruleIds.find((known) => known === id);
  if (!rule)
    throw new Problem(
      'not_found',
      `There is no rule "${String(id)}"; known rules are ${ruleIds.join(', ')}.`,
    );
  return rule;
}

/** An account that is limited to a region or department changes and tries rules for what lies within alone. */
export function isWithinReach(res: Response, scope: RuleScope, catalogue: Catalogue): boolean {
  const { region, department } = signedIn(res);
  return (
    (region === null || (scope.region !== undefined && catalogue.isWithinRegion(scope.region, [region]))) &&
    (department === null ||
      (scope.department !== undefined && catalogue.isWithinDepartment(scope.department, [department])))
  );
}

/** @throws Problem `forbidden` */
export function mustReach(res: Response, scope: RuleScope, catalogue: Catalogue): void {
  if (isWithinReach(res, scope, catalogue)) return;
  const { region, department } = signedIn(res);
  const own = [region, department].filter((code) => code !== null).join(' and ');
  throw new Problem('forbidden', `Your account is limited to ${own}; name a scope within it.`, {
    path: 'scope',
  });
}

const dayOf = (catalogue: Catalogue, now: Instant): LocalDay =>
  dayText(timezone(catalogue.timezone).dayOf(now));

function listOf(catalogue: Catalogue, now: Instant): RuleList {
  const today = dayOf(catalogue, now);
  return {
    items: ruleIds.map((rule) => {
      const versions = catalogue.ruleVersions.filter((version) => version.rule === rule);
      const builtIn = builtInVersion(rule);
      return {
        rule,
        name: { zh: ruleNames.zh[rule], en: ruleNames.en[rule] },
        aspect: [...caseRules, ...manyRules].find(({ id }) => id === rule)?.aspect ?? null,
        defaults: builtIn.params,
        ranges: rangesOf(rule),
        ofSingleCases: caseRules.some(({ id }) => id === rule),
        inForce: answerOf(versionInForce(versions, builtIn, anywhere, today)),
        versions: versions.map(answerOf),
      };
    }),
  };
}

function answerOf(version: RuleVersion & Partial<StoredRuleVersion>): RuleVersionAnswer {
  return {
    rule: version.rule,
    version: version.version,
    validFrom: version.validFrom,
    validTo: version.validTo ?? null,
    enabled: version.enabled,
    params: version.params,
    severity: version.severity ?? null,
    scope: version.scope ?? {},
    note: version.note ?? '',
    rejudged: version.rejudged ?? false,
    recordedAt: instantTextOrNull(version.recordedAt ?? null),
    actor: version.actor ?? null,
  };
}
