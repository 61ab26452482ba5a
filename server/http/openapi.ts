import { z } from 'zod';
import { pairingErrors } from '#contract/screen';
import type { ApiRoute } from './apiRoute.ts';
import { problemStatus } from './problemStatus.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of the routes; its schemas are the ones that requests are read with. */
export function openApiDocument(routes: readonly ApiRoute[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  return {
    openapi: '3.1.0',
    info: { title: 'duban', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: {
        sourceKey: { type: 'http', scheme: 'bearer', description: 'The key printed by duban source add' },
        token: { type: 'http', scheme: 'bearer', description: 'An API token, dbt_…' },
        session: { type: 'apiKey', in: 'cookie', name: 'duban', description: '__Host-duban over https' },
        screen: {
          type: 'apiKey',
          in: 'cookie',
          name: 'duban-screen',
          description: '__Host-duban-screen over https',
        },
      },
      schemas: { Problem: outgoing(problemSchema) },
      responses: {
        Problem: {
          description: 'RFC 9457',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    },
  };
}

const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(problemStatus)),
  detail: z.string(),
  path: z.string().optional().describe('Where in the request the fault lies'),
  error: z.enum(pairingErrors).optional().describe('As RFC 8628 names it'),
});

const security = {
  nothing: [],
  sourceKey: [{ sourceKey: [] }],
  account: [{ session: [] }, { token: [] }],
  screen: [{ screen: [] }],
} as const;

function operation(route: ApiRoute): Json {
  const parameters = [...pathParameters(route.path), ...queryParameters(route.query)];
  return {
    summary: route.summary,
    security: security[route.needs],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body === undefined ? {} : { requestBody: { required: true, content: contentOf(route.body) } }),
    responses: {
      [route.status]: {
        description: route.summary,
        ...(route.answer === undefined
          ? {}
          : { content: { 'application/json': { schema: outgoing(route.answer) } } }),
        ...(route.file === undefined ? {} : { content: { [route.file]: {} } }),
      },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

const contentOf = (body: NonNullable<ApiRoute['body']>): Json =>
  Object.fromEntries(body.types.map((type) => [type, { schema: incoming(body.schema) }]));

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

const queryParameters = (query: z.ZodObject | undefined): Json[] =>
  Object.entries(query?.shape ?? {}).map(([name, schema]) => {
    const { description, ...shape } = incoming(schema);
    return {
      name,
      in: 'query',
      required: !z.safeParse(schema, undefined).success,
      schema: shape,
      ...(description === undefined ? {} : { description }),
    };
  });

const incoming = (schema: z.core.$ZodType): Json =>
  plain(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
const outgoing = (schema: z.core.$ZodType): Json => plain(z.toJSONSchema(schema, { unrepresentable: 'any' }));

function plain(schema: object): Json {
  const { $schema: _dialect, ...rest }: Json = { ...schema };
  return rest;
}
