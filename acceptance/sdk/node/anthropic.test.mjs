import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import * as gateway from './gateway.mjs';

const client = connect(gateway.key);
const asked = [{ role: 'user', content: gateway.question }];
const tools = gateway.tools.map((tool) => ({
  name: tool.name,
  description: tool.description,
  input_schema: tool.schema,
}));

for (const upstream of gateway.upstreams) {
  const model = `${upstream}/chat`;
  const create = (params) => client.messages.create({ model, max_tokens: 500, messages: asked, ...params });
  const stream = (params) => client.messages.stream({ model, max_tokens: 500, messages: asked, ...params });

  describe(`anthropic to ${upstream}`, () => {
    it('answers in text with usage', async () => {
      const answer = await create();

      gateway.assertAnswers(answer.content[0].text, gateway.question);
      assert.equal(answer.type, 'message');
      assert.equal(answer.role, 'assistant');
      assert.equal(answer.stop_reason, 'end_turn');
      assert.equal(answer.usage.input_tokens, gateway.questionTokens);
      assert.equal(answer.usage.output_tokens, answer.content[0].text.split(/\s+/).length);
    });

    it('exposes the request id', async () => {
      const { data, request_id } = await create().withResponse();

      assert.ok(request_id);
      assert.equal(data._request_id, request_id);
    });

    it('takes the key in the older header and the older version', async () => {
      const older = new Anthropic({
        apiKey: null,
        authToken: null,
        baseURL: gateway.url,
        maxRetries: 0,
        defaultHeaders: { 'x-api-key': gateway.key, 'anthropic-version': '2023-06-01' },
      });
      const answer = await older.messages.create({
        model,
        max_tokens: 500,
        temperature: 1,
        messages: asked,
      });

      gateway.assertAnswers(answer.content[0].text, gateway.question);
    });

    it('streams the same text in pieces, with usage', async () => {
      const whole = await create();
      const pieces = [];
      const streamed = await stream().on('text', (piece) => pieces.push(piece)).finalMessage();

      assert.ok(pieces.length > 5);
      assert.equal(pieces.join(''), whole.content[0].text);
      assert.deepEqual(
        [streamed.usage.input_tokens, streamed.usage.output_tokens, streamed.stop_reason],
        [whole.usage.input_tokens, whole.usage.output_tokens, whole.stop_reason],
      );
    });

    it('carries the system prompt', async () => {
      for (const system of [gateway.system, [{ type: 'text', text: gateway.system }]]) {
        const answer = await create({ system });
        assert.equal(answer.usage.input_tokens, gateway.systemTokens + gateway.questionTokens);
      }
    });

    it('stops at the token limit', async () => {
      const answer = await create({ max_tokens: 3 });

      assert.equal(answer.stop_reason, 'max_tokens');
      assert.equal(answer.usage.output_tokens, 3);
    });

    it('calls the tool that is required', async () => {
      const answer = await create({ tools, tool_choice: { type: 'tool', name: 'get_time' } });

      const [call] = answer.content.filter((block) => block.type === 'tool_use');
      assert.equal(answer.stop_reason, 'tool_use');
      assert.equal(call.name, 'get_time');
      assert.equal(typeof call.input.city, 'string');
    });

    it('streams parallel tool calls that equal the whole answer', async () => {
      const params = { tools, messages: [{ role: 'user', content: gateway.toolQuestion }] };
      const whole = await create(params);
      const streamed = await stream(params).finalMessage();

      assert.deepEqual(calls(streamed), calls(whole));
      assert.deepEqual(calls(whole).map((call) => call.name), ['get_weather', 'get_time']);
      assert.equal(new Set(streamed.content.map((block) => block.id)).size, streamed.content.length);
      assert.equal(streamed.stop_reason, 'tool_use');
    });

    for (const streaming of [false, true]) {
      it(`runs an agent loop over several turns${streaming ? ', streaming' : ''}`, async () => {
        const messages = [];
        const used = [];
        for (const content of [gateway.toolQuestion, gateway.nextToolQuestion]) {
          messages.push({ role: 'user', content });
          const params = { system: gateway.system, tools, messages };
          const text = await loop(
            () => (streaming ? stream(params).finalMessage() : create(params)),
            messages,
            used,
          );
          assert.ok(text.includes('sunny in'), text);
        }
        assert.deepEqual(used, ['get_weather', 'get_time', 'get_weather', 'get_time']);
      });
    }

    it('answers by a JSON schema', async () => {
      const answer = await create({
        output_config: { format: { type: 'json_schema', schema: gateway.answerSchema } },
      });

      const parsed = JSON.parse(answer.content[0].text);
      assert.equal(typeof parsed.title, 'string');
      assert.ok(Number.isInteger(parsed.count));
    });

    for (const refusal of gateway.refusals) {
      it(`raises an upstream's ${refusal.upstream} as ${refusal.anthropic}`, async () => {
        const failure = await gateway.failureOf(() =>
          create({ model: gateway.failing(upstream, `status-${refusal.upstream}`) }),
        );

        assert.ok(failure instanceof classes[refusal.anthropic], `${failure}`);
        assert.equal(failure.status, refusal.anthropic);
        assert.equal(failure.error.type, 'error');
        assert.equal(failure.error.error.type, types[refusal.anthropic]);
        assert.ok(failure.requestID);
      });
    }

    it('tells how long to wait after a 429', async () => {
      const failure = await gateway.failureOf(() => create({ model: gateway.failing(upstream, 'status-429') }));

      assert.equal(failure.headers.get('retry-after'), gateway.retryAfter);
    });

    for (const fault of ['error-event', 'cut', 'truncated']) {
      it(`raises when the stream ends by ${fault}`, async () => {
        const { seen, failure } = await gateway.untilFailure(() =>
          create({ model: gateway.failing(upstream, fault), stream: true }),
        );

        assert.ok(failure instanceof Anthropic.APIError, `${failure}`);
        assert.ok(seen.some((event) => event.type === 'content_block_delta'));
      });
    }

    it('finds the model by its name with a slash', async () => {
      assert.equal((await client.models.retrieve(model)).id, model);
    });
  });
}

describe('anthropic counting of tokens', () => {
  const count = (model) =>
    client.messages.countTokens({ model, system: gateway.system, messages: asked });

  it('is done where the provider can', async () => {
    const { data, response } = await count('anthropic/chat').withResponse();

    assert.equal(data.input_tokens, gateway.systemTokens + gateway.questionTokens);
    assert.equal(response.headers.get('x-tollgate-estimated'), null);
  });

  it('is estimated elsewhere, and says so', async () => {
    const { data, response } = await count('openai/chat').withResponse();

    assert.ok(data.input_tokens > 0);
    assert.equal(response.headers.get('x-tollgate-estimated'), 'input_tokens');
  });
});

describe('anthropic refusals of the gateway itself', () => {
  const call = (key, params) =>
    gateway.failureOf(() =>
      connect(key).messages.create({
        model: 'anthropic/chat',
        max_tokens: 500,
        messages: asked,
        ...params,
      }),
    );

  it('raises 401 for a wrong key', async () => {
    assert.ok((await call(gateway.wrongKey)) instanceof Anthropic.AuthenticationError);
  });

  it('raises 403 without a subscription', async () => {
    assert.ok((await call(gateway.strangersKey)) instanceof Anthropic.PermissionDeniedError);
  });

  it('raises 404 for an unknown model', async () => {
    const failure = await call(gateway.key, { model: 'no/such-model' });

    assert.ok(failure instanceof Anthropic.NotFoundError, `${failure}`);
    assert.equal(failure.error.error.type, 'not_found_error');
  });

  it('raises 400 and names the field', async () => {
    const failure = await call(gateway.key, { model: 'gemini/chat', max_tokens: undefined });

    assert.ok(failure instanceof Anthropic.BadRequestError, `${failure}`);
    assert.match(failure.message, /max_tokens/);
  });

  it('raises 413 for a body of more than 10 MiB', async () => {
    const failure = await call(gateway.key, {
      messages: [{ role: 'user', content: 'x'.repeat(11 * 1024 * 1024) }],
    });

    assert.equal(failure.status, 413);
    assert.equal(failure.error.error.type, 'request_too_large');
  });

  it('raises 429 at the limit of the plan', async () => {
    const limited = connect(gateway.limitedKey);
    const failure = await gateway.failureOf(async () => {
      for (let i = 0; i < 2; i++) {
        await limited.messages.create({ model: 'anthropic/chat', max_tokens: 500, messages: asked });
      }
    });

    assert.ok(failure instanceof Anthropic.RateLimitError, `${failure}`);
    assert.ok(Number(failure.headers.get('retry-after')) > 0);
  });

  it('has the client try again after the time that it was told', async () => {
    const sent = await gateway.timesOfCalls((fetch) =>
      connect(gateway.key, { fetch, maxRetries: 1 }).messages.create({
        model: gateway.failing('gemini', 'status-429'),
        max_tokens: 500,
        messages: asked,
      }),
    );

    assert.equal(sent.length, 2);
    assert.ok(sent[1] - sent[0] >= 1000 * gateway.retryAfter);
  });

  it('has the client give up at once where trying again is no use', async () => {
    const sent = await gateway.timesOfCalls((fetch) =>
      connect(gateway.key, { fetch, maxRetries: 5 }).messages.create({
        model: gateway.failing('anthropic', 'status-401'),
        max_tokens: 500,
        messages: asked,
      }),
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
  400: Anthropic.BadRequestError,
  413: Anthropic.APIError,
  429: Anthropic.RateLimitError,
  502: Anthropic.InternalServerError,
  504: Anthropic.InternalServerError,
  529: Anthropic.InternalServerError,
};
const types = {
  400: 'invalid_request_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  502: 'api_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

function connect(apiKey, options) {
  return new Anthropic({ apiKey, baseURL: gateway.url, maxRetries: 0, ...options });
}

async function loop(ask, messages, used) {
  for (let turn = 0; turn < 5; turn++) {
    const answer = await ask();
    messages.push({ role: 'assistant', content: answer.content });
    const uses = answer.content.filter((block) => block.type === 'tool_use');
    if (!uses.length) return answer.content.map((block) => block.text ?? '').join('');
    used.push(...uses.map((use) => use.name));
    const content = uses.map((use) => ({
      type: 'tool_result',
      tool_use_id: use.id,
      content: `It is sunny in ${use.input.city}`,
    }));
    messages.push({ role: 'user', content });
  }
  assert.fail('the loop did not end');
}

function calls(answer) {
  return answer.content
    .filter((block) => block.type === 'tool_use')
    .map(({ name, input }) => ({ name, input }));
}
