package io.tollgate.simulator.answer;

import tools.jackson.databind.JsonNode;

/** A function that the caller offers to the model, with the JSON Schema of its arguments. */
public record Tool(String name, String description, JsonNode parameters) {}
