import { expect, test } from 'vitest';
import { apiRoutes } from './apiRoutes.ts';
import { openApiDocument } from './openapi.ts';

const document = JSON.parse(JSON.stringify(openApiDocument(apiRoutes, '0.1.0')));

test('every route is there once, with its parameters, access and answer', () => {
  expect(Object.keys(document.paths)).toHaveLength(new Set(apiRoutes.map((route) => route.path)).size);
  const flags = document.paths['/api/v1/flags'].get;
  const parameter = (name: string) => flags.parameters.find((one: { name: string }) => one.name === name);
  expect(parameter('limit').schema).toMatchObject({ default: 50 });
  expect(parameter('limit').required).toBe(false);
  const template = document.paths['/api/v1/report-templates'].post.parameters;
  expect(template).toMatchObject([
    { name: 'name', required: true },
    { name: 'kind', required: true },
  ]);
  expect(parameter('region').description).toContain('all below');
  expect(parameter('state').schema.enum).toEqual(['open', 'concluded']);
  expect(flags.security).toEqual([{ session: [] }, { token: [] }]);
  expect(flags.responses[200].content['application/json'].schema.properties.items.type).toBe('array');
  expect(document.paths['/api/v1/cases/{caseId}'].get.parameters[0]).toMatchObject({
    name: 'caseId',
    in: 'path',
    required: true,
  });
  expect(document.paths['/api/v1/events'].post.requestBody.content).toHaveProperty(['application/x-ndjson']);
});

test('problems are described with their closed list of codes', () => {
  expect(document.components.schemas.Problem.properties.code.enum).toContain('stale_version');
});
