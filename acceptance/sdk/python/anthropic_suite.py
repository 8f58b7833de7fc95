import json
import unittest

import anthropic

import gateway

ASKED = [{"role": "user", "content": gateway.QUESTION}]
TOOLS = [
    {"name": name, "description": text, "input_schema": schema}
    for name, text, schema in gateway.TOOLS
]
REFUSALS = {
    400: (400, anthropic.BadRequestError),
    401: (502, anthropic.InternalServerError),
    403: (502, anthropic.InternalServerError),
    404: (502, anthropic.InternalServerError),
    413: (413, anthropic.APIStatusError),
    422: (400, anthropic.BadRequestError),
    429: (429, anthropic.RateLimitError),
    500: (502, anthropic.InternalServerError),
    502: (502, anthropic.InternalServerError),
    503: (529, anthropic.InternalServerError),
    504: (504, anthropic.InternalServerError),
    529: (529, anthropic.InternalServerError),
}


def connect(key=gateway.KEY):
    return anthropic.Anthropic(api_key=key, base_url=gateway.URL, max_retries=0)


class Conversation:
    """Cases for each kind of provider."""

    @classmethod
    def setUpClass(cls):
        cls.client = connect()
        cls.model = f"{cls.upstream}/chat"

    def params(self, options):
        return {"model": self.model, "max_tokens": 500, "messages": ASKED, **options}

    def ask(self, **options):
        return self.client.messages.create(**self.params(options))

    def stream(self, **options):
        with self.client.messages.stream(**self.params(options)) as stream:
            return stream.get_final_message()

    def test_answers_in_text_with_usage(self):
        answer = self.ask()

        self.assertIn(f"“{gateway.QUESTION}”", answer.content[0].text)
        self.assertEqual(answer.stop_reason, "end_turn")
        self.assertEqual(answer.usage.input_tokens, gateway.QUESTION_TOKENS)
        self.assertEqual(answer.usage.output_tokens, len(answer.content[0].text.split()))
        self.assertTrue(answer._request_id)

    def test_streams_to_the_same_message(self):
        whole, streamed = self.ask(), self.stream()

        self.assertEqual(streamed.content[0].text, whole.content[0].text)
        self.assertEqual(streamed.stop_reason, whole.stop_reason)
        self.assertEqual(streamed.usage.input_tokens, whole.usage.input_tokens)
        self.assertEqual(streamed.usage.output_tokens, whole.usage.output_tokens)

    def test_carries_the_system_prompt(self):
        answer = self.ask(system=gateway.SYSTEM)

        self.assertEqual(answer.usage.input_tokens, gateway.SYSTEM_TOKENS + gateway.QUESTION_TOKENS)

    def test_runs_an_agent_loop(self):
        self.assertEqual(*self.loop(self.ask))

    def test_runs_an_agent_loop_streaming(self):
        self.assertEqual(*self.loop(self.stream))

    def loop(self, turn):
        messages, used, answers = [], [], 0
        for question in gateway.TOOL_QUESTIONS:
            messages.append({"role": "user", "content": question})
            while (answer := self.turn(turn, messages)).stop_reason == "tool_use":
                calls = [block for block in answer.content if block.type == "tool_use"]
                used += [(call.name, *call.input) for call in calls]
                results = [
                    {"type": "tool_result", "tool_use_id": call.id, "content": gateway.TOOL_RESULT}
                    for call in calls
                ]
                messages.append({"role": "user", "content": results})
            answers += gateway.TOOL_RESULT in answer.content[-1].text
        weather, time = ("get_weather", "city", "days"), ("get_time", "city")
        return (used, answers), ([weather, time] * 2, 2)

    def turn(self, turn, messages):
        answer = turn(system=gateway.SYSTEM, tools=TOOLS, messages=messages)
        messages.append({"role": "assistant", "content": answer.content})
        return answer

    def test_answers_by_a_json_schema(self):
        form = {"type": "json_schema", "schema": gateway.ANSWER_SCHEMA}
        answer = self.ask(output_config={"format": form})

        self.assertEqual(set(json.loads(answer.content[0].text)), {"title", "count"})

    def test_raises_refusals_as_their_class(self):
        for upstream, (status, kind) in REFUSALS.items():
            with self.subTest(upstream=upstream):
                with self.assertRaises(kind) as raised:
                    self.ask(model=gateway.failing(self.upstream, f"status-{upstream}"))
                self.assertEqual(raised.exception.status_code, status)
                self.assertTrue(raised.exception.request_id)

    def test_raises_when_a_stream_breaks(self):
        for fault in ("error-event", "cut", "truncated"):
            with self.subTest(fault=fault), self.assertRaises(anthropic.APIError):
                list(self.ask(model=gateway.failing(self.upstream, fault), stream=True))

    def test_finds_the_model_by_its_name_with_a_slash(self):
        self.assertEqual(self.client.models.retrieve(self.model).id, self.model)


class AnthropicToOpenAi(Conversation, unittest.TestCase):
    upstream = "openai"


class AnthropicToAnthropic(Conversation, unittest.TestCase):
    upstream = "anthropic"


class AnthropicToGemini(Conversation, unittest.TestCase):
    upstream = "gemini"


class AnthropicToBedrock(Conversation, unittest.TestCase):
    upstream = "bedrock"


class AnthropicAccess(unittest.TestCase):
    def ask(self, key=gateway.KEY, model="anthropic/chat"):
        return connect(key).messages.create(model=model, max_tokens=500, messages=ASKED)

    def test_raises_401_for_a_wrong_key(self):
        with self.assertRaises(anthropic.AuthenticationError):
            self.ask(gateway.WRONG_KEY)

    def test_raises_403_without_a_subscription(self):
        with self.assertRaises(anthropic.PermissionDeniedError):
            self.ask(gateway.STRANGERS_KEY)

    def test_raises_404_for_an_unknown_model(self):
        with self.assertRaises(anthropic.NotFoundError):
            self.ask(model="no/such-model")

    def test_raises_429_at_the_limit_of_the_plan(self):
        with self.assertRaises(anthropic.RateLimitError) as raised:
            for _ in range(2):
                self.ask(gateway.LIMITED_KEY)
        self.assertGreater(int(raised.exception.response.headers["retry-after"]), 0)

    def test_counts_tokens(self):
        counted = connect().messages.count_tokens(
            model="anthropic/chat", system=gateway.SYSTEM, messages=ASKED
        )

        self.assertEqual(counted.input_tokens, gateway.SYSTEM_TOKENS + gateway.QUESTION_TOKENS)

    def test_lists_the_models(self):
        names = {model.id for model in connect().models.list()}

        self.assertLessEqual({f"{upstream}/chat" for upstream in gateway.UPSTREAMS}, names)
