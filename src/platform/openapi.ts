import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { declares, type Endpoint } from './contract.ts';
import type { ServedRoute } from './routes.ts';

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    instance: { type: 'string' },
    errors: { type: 'array', items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } } },
  },
};

const described = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...body } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return body as Record<string, unknown>;
};

/** The document every machine reads: made from the contracts, so it cannot drift (OpenAPI 3.1). */
export function openApiDocument(endpoints: Endpoint[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    const [method = 'GET', route = '/'] = endpoint.route.split(' ');
    const path = route.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(endpoint, route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parvis',
      version: '1',
      description: 'L’interface de programmation de Parvis, la même que celle de l’application des agents.',
    },
    servers: [{ url: '/api/v1' }],
    components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } }, schemas: { Problem: problem } },
    paths,
  };
}

function operation(endpoint: Endpoint, route: string) {
  const [, resource = ''] = route.split('/');
  return {
    summary: endpoint.summary,
    operationId: `${endpoint.route.split(' ')[0]?.toLowerCase()}${route.replace(/[/:_-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [resource],
    'x-permission': endpoint.access,
    ...(endpoint.access === 'public' ? {} : { security: [{ apiKey: [] }] }),
    parameters: [
      ...pathParameters(route),
      ...queryParameters(endpoint),
      ...(endpoint.versioned ? [header('If-Match', true)] : []),
      ...(endpoint.route.startsWith('POST') ? [header('Idempotency-Key', false)] : []),
    ],
    ...requestBody(endpoint),
    responses: {
      ...success(endpoint),
      default: {
        description: 'Refus, expliqué (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

const pathParameters = (route: string) =>
  [...route.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

const header = (name: string, required: boolean) => ({ name, in: 'header', required, schema: { type: 'string' } });

function queryParameters(endpoint: Endpoint) {
  if (!declares(endpoint.query)) return [];
  const { properties = {}, required = [] } = described(endpoint.query, 'input') as {
    properties?: Record<string, unknown>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
}

function requestBody(endpoint: Endpoint) {
  if (endpoint.uploadLimit)
    return {
      requestBody: { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } },
    };
  if (!declares(endpoint.body)) return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: described(endpoint.body, 'input') } } } };
}

function success(endpoint: Endpoint) {
  if (endpoint.isDownload) return { 200: { description: 'Le fichier', content: { 'application/octet-stream': {} } } };
  if (!declares(endpoint.reply)) return { 204: { description: 'Fait' } };
  const content = { 'application/json': { schema: described(endpoint.reply, 'output') } };
  return { [endpoint.route.startsWith('POST') ? 201 : 200]: { description: 'Fait', content } };
}

export function openApi(app: FastifyInstance, routes: ServedRoute[]): void {
  const document = openApiDocument(routes.map(({ endpoint }) => endpoint));
  app.get('/api/v1/openapi.json', (_request, reply) => reply.send(document));
}
