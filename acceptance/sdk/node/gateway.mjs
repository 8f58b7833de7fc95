// What every suite needs to know about the gateway under test, and the questions that they share.
import assert from 'node:assert/strict';

export const url = required('TOLLGATE_URL');
export const key = required('TOLLGATE_KEY');
/** A key of an application that has no subscription. */
export const strangersKey = required('TOLLGATE_STRANGERS_KEY');
/** A key on a plan that allows one request a minute. */
export const limitedKey = required('TOLLGATE_LIMITED_KEY');
export const wrongKey = 'tg_thisKeyWasNeverIssuedByAnyone';

/** Wire formats of the providers behind the models; the models that work are named `format/what`. */
export const upstreams = ['openai', 'anthropic', 'gemini', 'bedrock'];

/** A model that fails; those of other runtimes are others, as what fails often is left alone. */
export const failing = (upstream, what) => `${upstream}/${what}/node`;

export const system = 'You are terse.';
export const question = 'Say hello to everyone here';
/** Counted by the simulator: a token is a word. */
export const questionTokens = 5;
export const systemTokens = 3;
/** The simulator calls a tool that the last user message names. */
export const toolQuestion = 'Use get_weather and get_time for Oslo';
export const nextToolQuestion = 'Now use get_time and get_weather for Rome';

export const weather = {
  name: 'get_weather',
  description: 'The weather of a city',
  schema: {
    type: 'object',
    properties: { city: { type: 'string' }, days: { type: 'integer' } },
    required: ['city', 'days'],
    additionalProperties: false,
  },
};
export const time = {
  name: 'get_time',
  description: 'The local time of a city',
  schema: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
};
export const tools = [weather, time];

export const answerSchema = {
  type: 'object',
  properties: { title: { type: 'string' }, count: { type: 'integer' } },
  required: ['title', 'count'],
  additionalProperties: false,
};

/** The status that an upstream's refusal becomes; only what is the client's own fault stays. */
export const refusals = [
  { upstream: 400, openai: 400, anthropic: 400, gemini: 400 },
  { upstream: 401, openai: 502, anthropic: 502, gemini: 502 },
  { upstream: 403, openai: 502, anthropic: 502, gemini: 502 },
  { upstream: 404, openai: 502, anthropic: 502, gemini: 502 },
  { upstream: 413, openai: 413, anthropic: 413, gemini: 413 },
  { upstream: 422, openai: 400, anthropic: 400, gemini: 400 },
  { upstream: 429, openai: 429, anthropic: 429, gemini: 429 },
  { upstream: 500, openai: 502, anthropic: 502, gemini: 502 },
  { upstream: 502, openai: 502, anthropic: 502, gemini: 502 },
  { upstream: 503, openai: 503, anthropic: 529, gemini: 503 },
  { upstream: 504, openai: 504, anthropic: 504, gemini: 504 },
  { upstream: 529, openai: 503, anthropic: 529, gemini: 503 },
];

/** Seconds that a refusing upstream asks to wait. */
export const retryAfter = '2';

/** Fails unless this is the simulator's usual answer. */
export function assertAnswers(text, asked) {
  assert.match(text, /^Hello from /);
  assert.ok(text.includes(`“${asked}”`), text);
}

/** Collects a stream; resolves with what came before it failed, and the failure. */
export async function untilFailure(events) {
  const seen = [];
  try {
    for await (const event of await events()) seen.push(event);
  } catch (failure) {
    return { seen, failure };
  }
  assert.fail(`the stream ended cleanly after ${seen.length} events`);
}

export async function failureOf(call) {
  try {
    await call();
  } catch (failure) {
    return failure;
  }
  assert.fail('the call succeeded');
}

/** When a client that fails in the end sent its requests, in milliseconds. */
export async function timesOfCalls(call) {
  const sent = [];
  await failureOf(() =>
    call((...request) => {
      sent.push(performance.now());
      return fetch(...request);
    }),
  );
  return sent;
}

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}
