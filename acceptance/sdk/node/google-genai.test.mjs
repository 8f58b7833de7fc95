import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError, GoogleGenAI } from '@google/genai';
import * as gateway from './gateway.mjs';

const client = connect(gateway.key);
const tools = [
  {
    functionDeclarations: gateway.tools.map((tool) => ({
      name: tool.name,
      description: tool.description,
      parametersJsonSchema: tool.schema,
    })),
  },
];

for (const upstream of gateway.upstreams) {
  const model = `${upstream}/chat`;
  const asked = { model, contents: gateway.question };

  describe(`google genai to ${upstream}`, () => {
    it('answers in text with usage', async () => {
      const answer = await client.models.generateContent(asked);

      gateway.assertAnswers(answer.text, gateway.question);
      assert.equal(answer.candidates[0].finishReason, 'STOP');
      assert.equal(answer.usageMetadata.promptTokenCount, gateway.questionTokens);
      assert.equal(answer.usageMetadata.candidatesTokenCount, answer.text.split(/\s+/).length);
    });

    it('answers below the newer path too', async () => {
      const answer = await connect(gateway.key, { apiVersion: 'v1' }).models.generateContent(asked);

      gateway.assertAnswers(answer.text, gateway.question);
    });

    it('streams the same text in pieces, with usage', async () => {
      const whole = await client.models.generateContent(asked);
      const chunks = await collect(asked);

      const pieces = chunks.map((chunk) => chunk.text ?? '');
      assert.ok(pieces.filter(Boolean).length > 5);
      assert.equal(pieces.join(''), whole.text);
      const last = chunks.at(-1);
      assert.equal(last.candidates[0].finishReason, 'STOP');
      assert.equal(last.usageMetadata.totalTokenCount, whole.usageMetadata.totalTokenCount);
    });

    it('carries the system prompt', async () => {
      const answer = await client.models.generateContent({
        ...asked,
        config: { systemInstruction: gateway.system },
      });

      assert.equal(
        answer.usageMetadata.promptTokenCount,
        gateway.systemTokens + gateway.questionTokens,
      );
    });

    it('stops at the token limit', async () => {
      const answer = await client.models.generateContent({
        ...asked,
        config: { maxOutputTokens: 3 },
      });

      assert.equal(answer.candidates[0].finishReason, 'MAX_TOKENS');
      assert.equal(answer.usageMetadata.candidatesTokenCount, 3);
    });

    it('calls the tool that is required', async () => {
      const answer = await client.models.generateContent({
        ...asked,
        config: {
          tools,
          toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['get_time'] } },
        },
      });

      const [call] = answer.functionCalls;
      assert.equal(call.name, 'get_time');
      assert.equal(typeof call.args.city, 'string');
    });

    it('streams parallel tool calls that equal the whole answer', async () => {
      const params = { model, contents: gateway.toolQuestion, config: { tools } };
      const whole = await client.models.generateContent(params);
      const chunks = await collect(params);

      const streamed = chunks.flatMap((chunk) => chunk.functionCalls ?? []);
      assert.deepEqual(calls(streamed), calls(whole.functionCalls));
      assert.deepEqual(whole.functionCalls.map((call) => call.name), ['get_weather', 'get_time']);
    });

    for (const streaming of [false, true]) {
      it(`runs an agent loop over several turns${streaming ? ', streaming' : ''}`, async () => {
        const contents = [];
        const used = [];
        for (const text of [gateway.toolQuestion, gateway.nextToolQuestion]) {
          contents.push({ role: 'user', parts: [{ text }] });
          const answer = await loop(model, contents, used, streaming);
          assert.ok(answer.includes('sunny in'), answer);
        }
        assert.deepEqual(used, ['get_weather', 'get_time', 'get_weather', 'get_time']);
      });
    }

    it('answers by a JSON schema', async () => {
      const answer = await client.models.generateContent({
        ...asked,
        config: {
          responseMimeType: 'application/json',
          responseJsonSchema: gateway.answerSchema,
        },
      });

      const parsed = JSON.parse(answer.text);
      assert.equal(typeof parsed.title, 'string');
      assert.ok(Number.isInteger(parsed.count));
    });

    for (const refusal of gateway.refusals) {
      it(`raises an upstream's ${refusal.upstream} as ${refusal.gemini}`, async () => {
        const failure = await gateway.failureOf(() =>
          client.models.generateContent({
            ...asked,
            model: gateway.failing(upstream, `status-${refusal.upstream}`),
          }),
        );

        assert.ok(failure instanceof ApiError, `${failure}`);
        assert.equal(failure.status, refusal.gemini);
        assert.equal(JSON.parse(failure.message).error.code, refusal.gemini);
      });
    }

    for (const fault of ['error-event', 'cut', 'truncated']) {
      it(`raises when the stream ends by ${fault}`, async () => {
        const { seen, failure } = await gateway.untilFailure(() =>
          client.models.generateContentStream({ ...asked, model: gateway.failing(upstream, fault) }),
        );

        assert.ok(failure instanceof Error);
        assert.ok(seen.some((chunk) => chunk.text));
      });
    }

    it('finds the model by its name with a slash', async () => {
      assert.equal((await client.models.get({ model })).name, `models/${model}`);
    });
  });
}

describe('google genai embeddings and counting of tokens', () => {
  for (const upstream of ['openai', 'gemini', 'bedrock']) {
    it(`embeds with ${upstream}`, async () => {
      const model = `${upstream}/embedding`;
      const contents = ['one text', 'another text here'];
      const { embeddings } = await client.models.embedContent({ model, contents });
      const again = await client.models.embedContent({ model, contents: contents[1] });

      assert.equal(embeddings.length, 2);
      assert.ok(embeddings[1].values.length > 0);
      assert.deepEqual(again.embeddings[0].values, embeddings[1].values);
    });
  }

  it('counts tokens', async () => {
    const counted = await client.models.countTokens({
      model: 'gemini/chat',
      contents: gateway.question,
    });

    assert.equal(counted.totalTokens, gateway.questionTokens);
  });
});

describe('google genai refusals of the gateway itself', () => {
  const call = (key, params) =>
    gateway.failureOf(() =>
      connect(key).models.generateContent({
        model: 'gemini/chat',
        contents: gateway.question,
        ...params,
      }),
    );

  it('raises 401 for a wrong key', async () => {
    assert.equal((await call(gateway.wrongKey)).status, 401);
  });

  it('raises 403 without a subscription', async () => {
    assert.equal((await call(gateway.strangersKey)).status, 403);
  });

  it('raises 404 for an unknown model', async () => {
    const failure = await call(gateway.key, { model: 'no/such-model' });

    assert.equal(failure.status, 404);
    assert.equal(JSON.parse(failure.message).error.status, 'NOT_FOUND');
  });

  it('raises 413 for a body of more than 10 MiB', async () => {
    assert.equal((await call(gateway.key, { contents: 'x'.repeat(11 * 1024 * 1024) })).status, 413);
  });

  it('raises 429 at the limit of the plan', async () => {
    const limited = connect(gateway.limitedKey);
    const failure = await gateway.failureOf(async () => {
      for (let i = 0; i < 2; i++) {
        await limited.models.generateContent({ model: 'gemini/chat', contents: gateway.question });
      }
    });

    assert.equal(failure.status, 429);
  });

  it('lists the models', async () => {
    const names = [];
    for await (const listed of await client.models.list()) names.push(listed.name);

    for (const upstream of gateway.upstreams) assert.ok(names.includes(`models/${upstream}/chat`));
  });
});

function connect(apiKey, options) {
  return new GoogleGenAI({ apiKey, httpOptions: { baseUrl: gateway.url, ...options } });
}

async function collect(params) {
  const chunks = [];
  for await (const chunk of await client.models.generateContentStream(params)) chunks.push(chunk);
  return chunks;
}

async function loop(model, contents, used, streaming) {
  const params = { model, contents, config: { tools, systemInstruction: gateway.system } };
  for (let turn = 0; turn < 5; turn++) {
    const parts = streaming
      ? (await collect(params)).flatMap((chunk) => chunk.candidates?.[0]?.content?.parts ?? [])
      : (await client.models.generateContent(params)).candidates[0].content.parts;
    contents.push({ role: 'model', parts });
    const asked = parts.flatMap((part) => part.functionCall ?? []);
    if (!asked.length) return parts.map((part) => part.text ?? '').join('');
    used.push(...asked.map((call) => call.name));
    contents.push({
      role: 'user',
      parts: asked.map(({ id, name, args }) => ({
        functionResponse: { id, name, response: { output: `It is sunny in ${args.city}` } },
      })),
    });
  }
  assert.fail('the loop did not end');
}

function calls(found) {
  return found.map(({ name, args }) => ({ name, args }));
}
