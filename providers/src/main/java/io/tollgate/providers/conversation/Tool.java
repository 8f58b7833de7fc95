package io.tollgate.providers.conversation;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A function that the model may call.
 *
 * @param schema JSON Schema of its arguments, as the client wrote it; null for none
 * @param cached the time to live of a cache mark after it; null for no mark
 */
public record Tool(
    String name,
    @Nullable String description,
    @Nullable ObjectNode schema,
    @Nullable Boolean strict,
    @Nullable String cached) {}
