import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Mistral } from '@mistralai/mistralai';
import { MistralError } from '@mistralai/mistralai/models/errors';
import * as gateway from './gateway.mjs';

// Mistral's client speaks the dialect of chat completions; it refuses what its types do not know.
const client = connect(gateway.key);
const messages = [{ role: 'user', content: gateway.question }];
const tools = gateway.tools.map((tool) => ({
  type: 'function',
  function: { name: tool.name, description: tool.description, parameters: tool.schema },
}));

for (const upstream of gateway.upstreams) {
  const model = `${upstream}/chat`;

  describe(`mistral to ${upstream}`, () => {
    it('answers in text with usage', async () => {
      const answer = await client.chat.complete({ model, messages });

      gateway.assertAnswers(answer.choices[0].message.content, gateway.question);
      assert.equal(answer.choices[0].finishReason, 'stop');
      assert.equal(answer.usage.promptTokens, gateway.questionTokens);
    });

    it('streams the same text in pieces', async () => {
      const whole = await client.chat.complete({ model, messages });
      const pieces = [];
      for await (const { data } of await client.chat.stream({ model, messages })) {
        pieces.push(data.choices[0].delta.content ?? '');
      }

      assert.ok(pieces.filter(Boolean).length > 5);
      assert.equal(pieces.join(''), whole.choices[0].message.content);
    });

    it('calls tools in parallel and takes their results', async () => {
      const asked = [{ role: 'user', content: gateway.toolQuestion }];
      const answer = await client.chat.complete({ model, messages: asked, tools });
      const { message } = answer.choices[0];
      assert.deepEqual(
        message.toolCalls.map((call) => call.function.name),
        ['get_weather', 'get_time'],
      );

      const results = message.toolCalls.map((call) => ({
        role: 'tool',
        toolCallId: call.id,
        name: call.function.name,
        content: 'It is sunny in Oslo',
      }));
      const last = await client.chat.complete({
        model,
        tools,
        messages: [...asked, message, ...results],
      });
      assert.ok(last.choices[0].message.content.includes('sunny in'));
    });

    it('raises a refusal with its status', async () => {
      const failure = await gateway.failureOf(() =>
        client.chat.complete({ model: gateway.failing(upstream, 'status-400'), messages }),
      );

      assert.ok(failure instanceof MistralError, `${failure}`);
      assert.equal(failure.statusCode, 400);
    });
  });
}

describe('mistral', () => {
  it('raises 401 for a wrong key', async () => {
    const failure = await gateway.failureOf(() =>
      connect(gateway.wrongKey).chat.complete({ model: 'openai/chat', messages }),
    );

    assert.equal(failure.statusCode, 401);
  });
});

function connect(apiKey) {
  return new Mistral({ apiKey, serverURL: gateway.url, retryConfig: { strategy: 'none' } });
}
