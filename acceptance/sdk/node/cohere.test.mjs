import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CohereClient, CohereError } from 'cohere-ai';
import * as gateway from './gateway.mjs';

const documents = ['Oslo is cold', 'Rome is warm and sunny', 'sunny'];
const rerank = (key, model) =>
  new CohereClient({ token: key, environment: gateway.url }).v2.rerank(
    { model, query: 'warm and sunny', documents, topN: 2 },
    { maxRetries: 0 },
  );

describe('cohere', () => {
  it('ranks documents and keeps their numbers', async () => {
    const { results } = await rerank(gateway.key, 'cohere/rerank');

    assert.deepEqual(results.map((result) => result.index), [1, 2]);
    assert.ok(results[0].relevanceScore > results[1].relevanceScore);
  });

  for (const [status, key, model] of [
    [401, gateway.wrongKey, 'cohere/rerank'],
    [403, gateway.strangersKey, 'cohere/rerank'],
    [404, gateway.key, 'no/such-model'],
  ]) {
    it(`raises ${status}`, async () => {
      const failure = await gateway.failureOf(() => rerank(key, model));

      assert.ok(failure instanceof CohereError, `${failure}`);
      assert.equal(failure.statusCode, status);
      assert.ok(failure.body.message);
    });
  }
});
