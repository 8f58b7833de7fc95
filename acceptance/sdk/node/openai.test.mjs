import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import OpenAI from 'openai';
import * as gateway from './gateway.mjs';

const client = connect(gateway.key);
const chat = (params) => client.chat.completions.create(params);
const asked = [{ role: 'user', content: gateway.question }];
const tools = gateway.tools.map((tool) => ({
  type: 'function',
  function: { name: tool.name, description: tool.description, parameters: tool.schema },
}));

for (const upstream of gateway.upstreams) {
  const model = `${upstream}/chat`;

  describe(`openai to ${upstream}`, () => {
    it('answers in text with usage', async () => {
      const answer = await chat({ model, messages: asked });

      gateway.assertAnswers(answer.choices[0].message.content, gateway.question);
      assert.equal(answer.choices[0].finish_reason, 'stop');
      assert.equal(answer.usage.prompt_tokens, gateway.questionTokens);
      assert.equal(answer.usage.completion_tokens, words(answer.choices[0].message.content));
      assert.equal(
        answer.usage.total_tokens,
        answer.usage.prompt_tokens + answer.usage.completion_tokens,
      );
    });

    it('goes on from the id of the turn before', async () => {
      const first = await client.responses.create({ model, input: gateway.question });
      const second = await client.responses
        .stream({ model, input: gateway.question, previous_response_id: first.id })
        .finalResponse();

      assert.equal(second.previous_response_id, first.id);
      assert.equal(
        second.usage.input_tokens,
        2 * gateway.questionTokens + words(first.output_text),
      );
      assert.equal((await client.responses.retrieve(second.id)).output_text, second.output_text);
      await client.responses.delete(first.id);
      await assert.rejects(
        client.responses.create({
          model,
          input: gateway.question,
          previous_response_id: second.id,
        }),
        OpenAI.BadRequestError,
      );
    });

    it('exposes the request id', async () => {
      const { data, request_id } = await chat({ model, messages: asked }).withResponse();

      assert.ok(request_id);
      assert.equal(data._request_id, request_id);
    });

    it('streams the same text in pieces', async () => {
      const whole = await chat({ model, messages: asked });
      const pieces = [];
      for await (const chunk of await chat({ model, messages: asked, stream: true })) {
        pieces.push(chunk.choices[0].delta.content ?? '');
      }

      assert.ok(pieces.filter(Boolean).length > 5);
      assert.equal(pieces.join(''), whole.choices[0].message.content);
    });

    it('shows usage in a stream only where it is asked for', async () => {
      for (const stream_options of [undefined, { include_usage: false }]) {
        for await (const chunk of await chat({ model, messages: asked, stream: true, stream_options })) {
          assert.equal(chunk.choices.length, 1);
          assert.equal(chunk.usage ?? null, null);
        }
      }
    });

    it('shows usage in a chunk of its own at the end', async () => {
      const chunks = [];
      const stream = await chat({
        model,
        messages: asked,
        stream: true,
        stream_options: { include_usage: true },
      });
      for await (const chunk of stream) chunks.push(chunk);

      const last = chunks.pop();
      assert.deepEqual(last.choices, []);
      assert.equal(last.usage.prompt_tokens, gateway.questionTokens);
      assert.ok(chunks.every((chunk) => (chunk.usage ?? null) === null));
    });

    it('carries the system prompt', async () => {
      for (const role of ['system', 'developer']) {
        const answer = await chat({
          model,
          messages: [{ role, content: gateway.system }, ...asked],
        });
        assert.equal(answer.usage.prompt_tokens, gateway.systemTokens + gateway.questionTokens);
      }
    });

    it('stops at the token limit', async () => {
      const answer = await chat({ model, messages: asked, max_completion_tokens: 3 });

      assert.equal(answer.choices[0].finish_reason, 'length');
      assert.equal(answer.usage.completion_tokens, 3);
    });

    it('calls the tool that is required', async () => {
      const answer = await chat({
        model,
        messages: asked,
        tools,
        tool_choice: { type: 'function', function: { name: 'get_time' } },
      });

      const [call] = answer.choices[0].message.tool_calls;
      assert.equal(answer.choices[0].finish_reason, 'tool_calls');
      assert.equal(call.function.name, 'get_time');
      assert.equal(typeof JSON.parse(call.function.arguments).city, 'string');
    });

    it('streams parallel tool calls that equal the whole answer', async () => {
      const params = { model, tools, messages: [{ role: 'user', content: gateway.toolQuestion }] };
      const whole = await chat(params);
      const streamed = await client.chat.completions.stream(params).finalChatCompletion();

      assert.deepEqual(calls(whole), calls(streamed));
      assert.deepEqual(calls(whole).map((call) => call.name), ['get_weather', 'get_time']);
      const ids = streamed.choices[0].message.tool_calls.map((call) => call.id);
      assert.equal(new Set(ids).size, 2);
      assert.equal(streamed.choices[0].finish_reason, 'tool_calls');
    });

    for (const streaming of [false, true]) {
      it(`runs an agent loop over several turns${streaming ? ', streaming' : ''}`, async () => {
        const messages = [{ role: 'system', content: gateway.system }];
        const used = [];
        for (const content of [gateway.toolQuestion, gateway.nextToolQuestion]) {
          messages.push({ role: 'user', content });
          const text = await loop(model, messages, used, streaming);
          assert.ok(text.includes('sunny in'), text);
        }
        assert.deepEqual(used, ['get_weather', 'get_time', 'get_weather', 'get_time']);
      });
    }

    it('answers by a JSON schema', async () => {
      const answer = await client.chat.completions.parse({
        model,
        messages: asked,
        response_format: {
          type: 'json_schema',
          json_schema: { name: 'answer', strict: true, schema: gateway.answerSchema },
        },
      });

      const parsed = JSON.parse(answer.choices[0].message.content);
      assert.equal(typeof parsed.title, 'string');
      assert.ok(Number.isInteger(parsed.count));
    });

    for (const refusal of gateway.refusals) {
      it(`raises an upstream's ${refusal.upstream} as ${refusal.openai}`, async () => {
        const failure = await gateway.failureOf(() =>
          chat({ model: gateway.failing(upstream, `status-${refusal.upstream}`), messages: asked }),
        );

        assert.ok(failure instanceof classes[refusal.openai], `${failure}`);
        assert.equal(failure.status, refusal.openai);
        assert.ok(failure.error.message);
        assert.ok(failure.requestID);
      });
    }

    it('tells how long to wait after a 429', async () => {
      const failure = await gateway.failureOf(() =>
        chat({ model: gateway.failing(upstream, 'status-429'), messages: asked }),
      );

      assert.equal(failure.headers.get('retry-after'), gateway.retryAfter);
    });

    for (const fault of ['error-event', 'cut', 'truncated']) {
      it(`raises when the stream ends by ${fault}`, async () => {
        const { seen, failure } = await gateway.untilFailure(() =>
          chat({ model: gateway.failing(upstream, fault), messages: asked, stream: true }),
        );

        assert.ok(failure instanceof OpenAI.APIError, `${failure}`);
        assert.ok(seen.some((chunk) => chunk.choices[0].delta.content));
      });
    }

    it('finds the model by its name with a slash', async () => {
      assert.equal((await client.models.retrieve(model)).id, model);
    });
  });
}

const functions = gateway.tools.map((tool) => ({
  type: 'function',
  name: tool.name,
  description: tool.description,
  parameters: tool.schema,
  strict: true,
}));

for (const upstream of gateway.upstreams) {
  const model = `${upstream}/chat`;
  const respond = (params) => client.responses.create({ model, input: gateway.question, ...params });

  describe(`openai responses to ${upstream}`, () => {
    it('answers in text with usage', async () => {
      const response = await respond({ instructions: gateway.system });

      gateway.assertAnswers(response.output_text, gateway.question);
      assert.equal(response.status, 'completed');
      assert.equal(response.usage.input_tokens, gateway.systemTokens + gateway.questionTokens);
      assert.equal(response.usage.output_tokens, words(response.output_text));
    });

    it('streams the same text in pieces, numbered in order', async () => {
      const whole = await respond();
      const events = [];
      for await (const event of await respond({ stream: true })) events.push(event);

      const pieces = events.filter((event) => event.type === 'response.output_text.delta');
      assert.ok(pieces.length > 5);
      assert.equal(pieces.map((event) => event.delta).join(''), whole.output_text);
      assert.deepEqual(events.map((event) => event.sequence_number), [...events.keys()]);
      assert.equal(events[0].type, 'response.created');
      assert.equal(events.at(-1).type, 'response.completed');
      assert.equal(events.at(-1).response.usage.input_tokens, gateway.questionTokens);
    });

    it('stops at the token limit', async () => {
      const response = await respond({ max_output_tokens: 3 });

      assert.equal(response.status, 'incomplete');
      assert.equal(response.incomplete_details.reason, 'max_output_tokens');
    });

    it('streams parallel calls of functions that equal the whole answer', async () => {
      const params = { model, input: gateway.toolQuestion, tools: functions };
      const whole = await client.responses.create(params);
      const streamed = await client.responses.stream(params).finalResponse();

      assert.deepEqual(functionCalls(streamed), functionCalls(whole));
      assert.deepEqual(
        functionCalls(whole).map((call) => call.name),
        ['get_weather', 'get_time'],
      );
    });

    for (const streaming of [false, true]) {
      it(`runs an agent loop over several turns${streaming ? ', streaming' : ''}`, async () => {
        const input = [];
        const used = [];
        for (const content of [gateway.toolQuestion, gateway.nextToolQuestion]) {
          input.push({ role: 'user', content });
          const text = await respondInTurns(model, input, used, streaming);
          assert.ok(text.includes('sunny in'), text);
        }
        assert.deepEqual(used, ['get_weather', 'get_time', 'get_weather', 'get_time']);
      });
    }

    it('raises refusals of an upstream, and breaks within a stream', async () => {
      const refused = await gateway.failureOf(() =>
        respond({ model: gateway.failing(upstream, 'status-400') }),
      );
      const { seen, failure } = await gateway.untilFailure(() =>
        respond({ model: gateway.failing(upstream, 'cut'), stream: true }),
      );

      assert.ok(refused instanceof OpenAI.BadRequestError, `${refused}`);
      assert.ok(failure instanceof OpenAI.APIError, `${failure}`);
      assert.ok(seen.length > 0);
    });
  });

  describe(`openai completions to ${upstream}`, () => {
    const complete = (params) =>
      client.completions.create({ model, prompt: gateway.question, ...params });

    it('completes a prompt, whole and in pieces', async () => {
      const whole = await complete();
      const pieces = [];
      for await (const chunk of await complete({ stream: true })) {
        pieces.push(chunk.choices[0].text);
      }

      gateway.assertAnswers(whole.choices[0].text, gateway.question);
      assert.equal(whole.object, 'text_completion');
      assert.equal(whole.usage.prompt_tokens, gateway.questionTokens);
      assert.equal(pieces.join(''), whole.choices[0].text);
    });

    it('shows usage in a chunk of its own at the end', async () => {
      const chunks = [];
      const stream = await complete({ stream: true, stream_options: { include_usage: true } });
      for await (const chunk of stream) chunks.push(chunk);

      const last = chunks.pop();
      assert.deepEqual(last.choices, []);
      assert.equal(last.usage.prompt_tokens, gateway.questionTokens);
    });
  });
}

for (const upstream of ['openai', 'gemini', 'bedrock']) {
  describe(`openai embeddings to ${upstream}`, () => {
    const model = `${upstream}/embedding`;
    const input = ['one text', 'another text here'];

    it('are the same as floats and in base64', async () => {
      const inBase64 = await client.embeddings.create({ model, input });
      const floats = await client.embeddings.create({ model, input, encoding_format: 'float' });

      assert.deepEqual(floats.data.map((one) => one.index), [0, 1]);
      floats.data.forEach((one, i) => {
        assert.ok(one.embedding.length > 0);
        assert.deepEqual(
          Array.from(Float32Array.from(one.embedding)),
          Array.from(Float32Array.from(inBase64.data[i].embedding)),
        );
      });
    });
  });
}

describe('openai refusals of the gateway itself', () => {
  const model = 'openai/chat';
  const call = (key, params) =>
    gateway.failureOf(() => connect(key).chat.completions.create({ model, messages: asked, ...params }));

  it('raises 401 for a wrong key', async () => {
    assert.ok((await call(gateway.wrongKey)) instanceof OpenAI.AuthenticationError);
  });

  it('raises 403 without a subscription', async () => {
    assert.ok((await call(gateway.strangersKey)) instanceof OpenAI.PermissionDeniedError);
  });

  it('raises 404 for an unknown model', async () => {
    const failure = await call(gateway.key, { model: 'no/such-model' });

    assert.ok(failure instanceof OpenAI.NotFoundError, `${failure}`);
    assert.equal(failure.code, 'model_not_found');
  });

  it('raises 400 and names the field', async () => {
    const failure = await call(gateway.key, { messages: undefined });

    assert.ok(failure instanceof OpenAI.BadRequestError, `${failure}`);
    assert.equal(failure.param, 'messages');
  });

  it('raises 413 for a body of more than 10 MiB', async () => {
    const failure = await call(gateway.key, {
      messages: [{ role: 'user', content: 'x'.repeat(11 * 1024 * 1024) }],
    });

    assert.equal(failure.status, 413);
  });

  it('raises 429 at the limit of the plan', async () => {
    const limited = connect(gateway.limitedKey);
    const failure = await gateway.failureOf(async () => {
      for (let i = 0; i < 2; i++) await limited.chat.completions.create({ model, messages: asked });
    });

    assert.ok(failure instanceof OpenAI.RateLimitError, `${failure}`);
    assert.ok(Number(failure.headers.get('retry-after')) > 0);
  });

  it('has the client try again after the time that it was told', async () => {
    const sent = await gateway.timesOfCalls((fetch) =>
      connect(gateway.key, { fetch, maxRetries: 1 })
        .chat.completions.create({ model: gateway.failing('gemini', 'status-429'), messages: asked }),
    );

    assert.equal(sent.length, 2);
    assert.ok(sent[1] - sent[0] >= 1000 * gateway.retryAfter);
  });

  it('has the client give up at once where trying again is no use', async () => {
    const sent = await gateway.timesOfCalls((fetch) =>
      connect(gateway.key, { fetch, maxRetries: 5 })
        .chat.completions.create({ model: gateway.failing('gemini', 'status-401'), messages: asked }),
    );

    assert.equal(sent.length, 1);
  });

  it('lists the models', async () => {
    const names = [];
    for await (const listed of client.models.list()) names.push(listed.id);

    for (const upstream of gateway.upstreams) assert.ok(names.includes(`${upstream}/chat`));
  });
});

const classes = {
  400: OpenAI.BadRequestError,
  413: OpenAI.APIError,
  429: OpenAI.RateLimitError,
  502: OpenAI.InternalServerError,
  503: OpenAI.InternalServerError,
  504: OpenAI.InternalServerError,
};

function connect(apiKey, options) {
  return new OpenAI({ apiKey, baseURL: `${gateway.url}/v1`, maxRetries: 0, ...options });
}

async function loop(model, messages, used, streaming) {
  for (let turn = 0; turn < 5; turn++) {
    const params = { model, messages, tools };
    const answer = streaming
      ? await client.chat.completions.stream(params).finalChatCompletion()
      : await chat(params);
    const { message } = answer.choices[0];
    messages.push(message);
    if (!message.tool_calls?.length) return message.content;
    for (const call of message.tool_calls) {
      used.push(call.function.name);
      const { city } = JSON.parse(call.function.arguments);
      messages.push({ role: 'tool', tool_call_id: call.id, content: `It is sunny in ${city}` });
    }
  }
  assert.fail('the loop did not end');
}

async function respondInTurns(model, input, used, streaming) {
  for (let turn = 0; turn < 5; turn++) {
    const params = { model, input, tools: functions, instructions: gateway.system, store: false };
    const response = streaming
      ? await client.responses.stream(params).finalResponse()
      : await client.responses.create(params);
    input.push(...response.output);
    const asked = response.output.filter((item) => item.type === 'function_call');
    if (!asked.length) return response.output_text;
    for (const call of asked) {
      used.push(call.name);
      const { city } = JSON.parse(call.arguments);
      input.push({
        type: 'function_call_output',
        call_id: call.call_id,
        output: `It is sunny in ${city}`,
      });
    }
  }
  assert.fail('the loop did not end');
}

function functionCalls(response) {
  return response.output
    .filter((item) => item.type === 'function_call')
    .map((call) => ({ name: call.name, arguments: JSON.parse(call.arguments) }));
}

function calls(answer) {
  return answer.choices[0].message.tool_calls.map((call) => ({
    name: call.function.name,
    arguments: JSON.parse(call.function.arguments),
  }));
}

function words(text) {
  return text.split(/\s+/).length;
}
