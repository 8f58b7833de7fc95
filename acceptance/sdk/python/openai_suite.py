import json
import unittest

import openai

import gateway

ASKED = [{"role": "user", "content": gateway.QUESTION}]
TOOLS = [
    {"type": "function", "function": {"name": name, "description": text, "parameters": schema}}
    for name, text, schema in gateway.TOOLS
]
FUNCTIONS = [
    {"type": "function", "name": name, "description": text, "parameters": schema, "strict": True}
    for name, text, schema in gateway.TOOLS
]
REFUSALS = {
    400: (400, openai.BadRequestError),
    401: (502, openai.InternalServerError),
    403: (502, openai.InternalServerError),
    404: (502, openai.InternalServerError),
    413: (413, openai.APIStatusError),
    422: (400, openai.BadRequestError),
    429: (429, openai.RateLimitError),
    500: (502, openai.InternalServerError),
    502: (502, openai.InternalServerError),
    503: (503, openai.InternalServerError),
    504: (504, openai.InternalServerError),
    529: (503, openai.InternalServerError),
}


def connect(key=gateway.KEY):
    return openai.OpenAI(api_key=key, base_url=f"{gateway.URL}/v1", max_retries=0)


class Conversation:
    """Cases for each kind of provider."""

    @classmethod
    def setUpClass(cls):
        cls.client = connect()
        cls.model = f"{cls.upstream}/chat"

    def ask(self, messages=ASKED, **options):
        return self.client.chat.completions.create(
            **{"model": self.model, "messages": messages, **options}
        )

    def test_answers_in_text_with_usage(self):
        answer = self.ask()

        self.assertIn(f"“{gateway.QUESTION}”", answer.choices[0].message.content)
        self.assertEqual(answer.usage.prompt_tokens, gateway.QUESTION_TOKENS)
        self.assertEqual(
            answer.usage.completion_tokens, len(answer.choices[0].message.content.split())
        )
        self.assertTrue(answer._request_id)

    def test_streams_the_same_text_in_pieces(self):
        pieces = [chunk.choices[0].delta.content or "" for chunk in self.ask(stream=True)]

        self.assertGreater(len(pieces), 5)
        self.assertEqual("".join(pieces), self.ask().choices[0].message.content)

    def test_shows_usage_in_a_stream_where_it_is_asked_for(self):
        *chunks, last = self.ask(stream=True, stream_options={"include_usage": True})

        self.assertEqual(last.choices, [])
        self.assertEqual(last.usage.prompt_tokens, gateway.QUESTION_TOKENS)
        self.assertTrue(all(chunk.usage is None for chunk in chunks))

    def test_carries_the_system_prompt(self):
        answer = self.ask([{"role": "system", "content": gateway.SYSTEM}, *ASKED])

        self.assertEqual(
            answer.usage.prompt_tokens, gateway.SYSTEM_TOKENS + gateway.QUESTION_TOKENS
        )

    def test_goes_on_from_the_id_of_the_turn_before(self):
        first = self.client.responses.create(model=self.model, input=gateway.QUESTION)
        with self.client.responses.stream(
            model=self.model, input=gateway.QUESTION, previous_response_id=first.id
        ) as stream:
            second = stream.get_final_response()

        self.assertEqual(second.previous_response_id, first.id)
        self.assertEqual(
            second.usage.input_tokens,
            2 * gateway.QUESTION_TOKENS + len(first.output_text.split()),
        )
        self.assertEqual(
            self.client.responses.retrieve(second.id).output_text, second.output_text
        )
        self.client.responses.delete(first.id)
        with self.assertRaises(openai.BadRequestError):
            self.client.responses.create(
                model=self.model, input=gateway.QUESTION, previous_response_id=second.id
            )

    def test_runs_an_agent_loop(self):
        self.assertEqual(*self.loop(streaming=False))

    def test_runs_an_agent_loop_streaming(self):
        self.assertEqual(*self.loop(streaming=True))

    def loop(self, streaming):
        messages, used, answers = [{"role": "system", "content": gateway.SYSTEM}], [], 0
        for question in gateway.TOOL_QUESTIONS:
            messages.append({"role": "user", "content": question})
            while (message := self.turn(messages, streaming)).tool_calls:
                messages.append(message.to_dict())
                for call in message.tool_calls:
                    used.append((call.function.name, *json.loads(call.function.arguments)))
                    messages.append(
                        {"role": "tool", "tool_call_id": call.id, "content": gateway.TOOL_RESULT}
                    )
            messages.append(message.to_dict())
            answers += gateway.TOOL_RESULT in message.content
        weather, time = ("get_weather", "city", "days"), ("get_time", "city")
        return (used, answers), ([weather, time] * 2, 2)

    def turn(self, messages, streaming):
        if not streaming:
            return self.ask(messages, tools=TOOLS).choices[0].message
        with self.client.chat.completions.stream(
            model=self.model, messages=messages, tools=TOOLS
        ) as stream:
            return stream.get_final_completion().choices[0].message

    def test_answers_by_a_json_schema(self):
        schema = {"name": "answer", "strict": True, "schema": gateway.ANSWER_SCHEMA}
        answer = self.ask(response_format={"type": "json_schema", "json_schema": schema})

        parsed = json.loads(answer.choices[0].message.content)
        self.assertEqual(set(parsed), {"title", "count"})

    def respond(self, asked=gateway.QUESTION, **options):
        return self.client.responses.create(**{"model": self.model, "input": asked, **options})

    def test_responds_in_text_with_usage(self):
        response = self.respond(instructions=gateway.SYSTEM)

        self.assertIn(f"“{gateway.QUESTION}”", response.output_text)
        self.assertEqual(response.status, "completed")
        self.assertEqual(
            response.usage.input_tokens, gateway.SYSTEM_TOKENS + gateway.QUESTION_TOKENS
        )

    def test_streams_a_response_that_equals_the_whole_one(self):
        events = list(self.respond(stream=True))
        pieces = [event.delta for event in events if event.type == "response.output_text.delta"]

        self.assertGreater(len(pieces), 5)
        self.assertEqual("".join(pieces), self.respond().output_text)
        self.assertEqual(events[-1].type, "response.completed")
        self.assertEqual(events[-1].response.usage.input_tokens, gateway.QUESTION_TOKENS)

    def test_runs_an_agent_loop_of_responses(self):
        self.assertEqual(*self.loop_of_responses(streaming=False))

    def test_runs_an_agent_loop_of_responses_streaming(self):
        self.assertEqual(*self.loop_of_responses(streaming=True))

    def loop_of_responses(self, streaming):
        items, used, answers = [], [], 0
        for question in gateway.TOOL_QUESTIONS:
            items.append({"role": "user", "content": question})
            while calls := self.turn_of_response(items, streaming):
                for call in calls:
                    used.append((call.name, *json.loads(call.arguments)))
                    items.append(
                        {
                            "type": "function_call_output",
                            "call_id": call.call_id,
                            "output": gateway.TOOL_RESULT,
                        }
                    )
            answers += gateway.TOOL_RESULT in json.dumps(items[-1])
        weather, time = ("get_weather", "city", "days"), ("get_time", "city")
        return (used, answers), ([weather, time] * 2, 2)

    def turn_of_response(self, items, streaming):
        if streaming:
            with self.client.responses.stream(
                model=self.model, input=items, tools=FUNCTIONS, store=False
            ) as stream:
                response = stream.get_final_response()
        else:
            response = self.respond(items, tools=FUNCTIONS, store=False)
        items.extend(item.to_dict() for item in response.output)
        return [item for item in response.output if item.type == "function_call"]

    def test_raises_when_a_response_breaks(self):
        with self.assertRaises(openai.APIError):
            list(self.respond(model=gateway.failing(self.upstream, "cut"), stream=True))

    def test_completes_a_prompt_whole_and_in_pieces(self):
        prompt = {"model": self.model, "prompt": gateway.QUESTION}
        whole = self.client.completions.create(**prompt)
        pieces = [
            chunk.choices[0].text
            for chunk in self.client.completions.create(**prompt, stream=True)
        ]

        self.assertIn(f"“{gateway.QUESTION}”", whole.choices[0].text)
        self.assertEqual(whole.usage.prompt_tokens, gateway.QUESTION_TOKENS)
        self.assertEqual("".join(pieces), whole.choices[0].text)

    def test_raises_refusals_as_their_class(self):
        for upstream, (status, kind) in REFUSALS.items():
            with self.subTest(upstream=upstream):
                with self.assertRaises(kind) as raised:
                    self.ask(model=gateway.failing(self.upstream, f"status-{upstream}"))
                self.assertEqual(raised.exception.status_code, status)
                self.assertTrue(raised.exception.request_id)

    def test_raises_when_a_stream_breaks(self):
        for fault in ("error-event", "cut", "truncated"):
            with self.subTest(fault=fault), self.assertRaises(openai.APIError):
                list(self.ask(model=gateway.failing(self.upstream, fault), stream=True))

    def test_finds_the_model_by_its_name_with_a_slash(self):
        self.assertEqual(self.client.models.retrieve(self.model).id, self.model)


class OpenAiToOpenAi(Conversation, unittest.TestCase):
    upstream = "openai"


class OpenAiToAnthropic(Conversation, unittest.TestCase):
    upstream = "anthropic"


class OpenAiToGemini(Conversation, unittest.TestCase):
    upstream = "gemini"


class OpenAiToBedrock(Conversation, unittest.TestCase):
    upstream = "bedrock"


class OpenAiAccess(unittest.TestCase):
    def ask(self, key=gateway.KEY, **options):
        return connect(key).chat.completions.create(
            **{"model": "openai/chat", "messages": ASKED, **options}
        )

    def test_raises_401_for_a_wrong_key(self):
        with self.assertRaises(openai.AuthenticationError):
            self.ask(gateway.WRONG_KEY)

    def test_raises_403_without_a_subscription(self):
        with self.assertRaises(openai.PermissionDeniedError):
            self.ask(gateway.STRANGERS_KEY)

    def test_raises_404_for_an_unknown_model(self):
        with self.assertRaises(openai.NotFoundError) as raised:
            self.ask(model="no/such-model")
        self.assertEqual(raised.exception.code, "model_not_found")

    def test_raises_429_at_the_limit_of_the_plan(self):
        with self.assertRaises(openai.RateLimitError) as raised:
            for _ in range(2):
                self.ask(gateway.LIMITED_KEY)
        self.assertGreater(int(raised.exception.response.headers["retry-after"]), 0)

    def test_embeds(self):
        for upstream in ("openai", "gemini", "bedrock"):
            with self.subTest(upstream=upstream):
                texts = {"model": f"{upstream}/embedding", "input": ["one text", "another text"]}
                in_base64 = connect().embeddings.create(**texts)
                floats = connect().embeddings.create(**texts, encoding_format="float")
                for one, other in zip(in_base64.data, floats.data, strict=True):
                    for a, b in zip(one.embedding, other.embedding, strict=True):
                        self.assertAlmostEqual(a, b, places=6)

    def test_lists_the_models(self):
        names = {model.id for model in connect().models.list()}

        self.assertLessEqual({f"{upstream}/chat" for upstream in gateway.UPSTREAMS}, names)
