"""What both suites need to know about the gateway under test, and the questions that they share."""

import os

URL = os.environ["TOLLGATE_URL"]
KEY = os.environ["TOLLGATE_KEY"]
STRANGERS_KEY = os.environ["TOLLGATE_STRANGERS_KEY"]  # of an application without a subscription
LIMITED_KEY = os.environ["TOLLGATE_LIMITED_KEY"]  # on a plan of one request a minute
WRONG_KEY = "tg_thisKeyWasNeverIssuedByAnyone"

UPSTREAMS = ("openai", "anthropic", "gemini", "bedrock")

SYSTEM = "You are terse."
QUESTION = "Say hello to everyone here"
SYSTEM_TOKENS = 3  # the simulator counts words
QUESTION_TOKENS = 5
TOOL_QUESTIONS = ("Use get_weather and get_time for Oslo", "Now use get_time and get_weather for Rome")
TOOL_RESULT = "It is sunny there"


def _schema(**properties):
    return {
        "type": "object",
        "properties": {name: {"type": kind} for name, kind in properties.items()},
        "required": list(properties),
        "additionalProperties": False,
    }


TOOLS = (
    ("get_weather", "The weather of a city", _schema(city="string", days="integer")),
    ("get_time", "The local time of a city", _schema(city="string")),
)
ANSWER_SCHEMA = _schema(title="string", count="integer")


def failing(upstream, what):
    """A model that fails; those of other runtimes are others, as what fails often is left alone."""
    return f"{upstream}/{what}/python"
