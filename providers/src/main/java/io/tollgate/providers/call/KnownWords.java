package io.tollgate.providers.call;

import io.tollgate.providers.json.Vocabulary;
import java.util.Set;

/**
 * The roles and the kinds of parts that each protocol knows: all that the vendors' newest clients
 * send, and what compatible servers added to them. What a vendor's own tool has done is known by
 * the form of its name, because vendors add such tools all the time.
 */
final class KnownWords {
  /** OpenAI's, and those that templates of open models and MiniMax's role play have besides. */
  private static final Set<String> CHAT_ROLES =
      Set.of(
          "developer",
          "system",
          "user",
          "assistant",
          "tool",
          "function",
          "context",
          "document",
          "ipython",
          "latest_reminder",
          "group",
          "user_system",
          "sample_message_ai",
          "sample_message_user");

  /** OpenAI's, and then those of vLLM, Mistral, OpenRouter, Perplexity, Qwen, Zhipu and others. */
  private static final Set<String> CHAT_PARTS =
      Set.of(
          "text",
          "image_url",
          "input_audio",
          "file",
          "refusal",
          "audio_embeds",
          "audio_url",
          "document",
          "document_url",
          "file_url",
          "image",
          "image_embeds",
          "image_pil",
          "input_file",
          "input_image",
          "input_text",
          "input_video",
          "output_text",
          "pdf_url",
          "prompt_embeds",
          "reasoning",
          "redacted_thinking",
          "reference",
          "thinking",
          "tool_reference",
          "tool_result",
          "tool_use",
          "video",
          "video_url");

  private static final Set<String> RESPONSE_ROLES =
      Set.of(
          "user", "assistant", "system", "developer", "tool", "critic", "discriminator", "unknown");

  private static final Set<String> ITEMS =
      Set.of(
          "message",
          "reasoning",
          "item_reference",
          "compaction",
          "compaction_summary",
          "compaction_trigger",
          "context_compaction",
          "additional_tools",
          "configuration_update",
          "mcp_approval_request",
          "mcp_approval_response",
          "mcp_list_tools",
          "program");

  private static final Set<String> ITEM_PARTS =
      Set.of(
          "input_text",
          "input_image",
          "input_file",
          "input_audio",
          "input_video",
          "output_text",
          "output_image",
          "output_audio",
          "refusal",
          "text",
          "reasoning_text",
          "summary_text",
          "encrypted_content",
          "computer_screenshot");

  private static final Set<String> BLOCKS =
      Set.of(
          "text",
          "image",
          "document",
          "search_result",
          "thinking",
          "redacted_thinking",
          "tool_use",
          "tool_result",
          "tool_reference",
          "tool_addition",
          "tool_removal",
          "mcp_tool_listing",
          "browser_state",
          "container_upload",
          "compaction",
          "fallback",
          "video",
          "audio");

  /** In both of the spellings that Google's servers take. */
  private static final Set<String> PART_FIELDS =
      Set.of(
          "text",
          "thought",
          "thoughtSignature",
          "thought_signature",
          "inlineData",
          "inline_data",
          "fileData",
          "file_data",
          "functionCall",
          "function_call",
          "functionResponse",
          "function_response",
          "executableCode",
          "executable_code",
          "codeExecutionResult",
          "code_execution_result",
          "toolCall",
          "tool_call",
          "toolResponse",
          "tool_response",
          "audioTranscription",
          "audio_transcription");

  private static final Vocabulary CHAT =
      Vocabulary.ANY
          .with("role", "messages", "role", CHAT_ROLES::contains)
          .with("content part", "messages.content", "type", CHAT_PARTS::contains);

  private static final Vocabulary RESPONSES =
      Vocabulary.ANY
          .with("role", "input", "role", RESPONSE_ROLES::contains)
          .with("item", "input", "type", KnownWords::isItem)
          .with("content part", "input.content", "type", ITEM_PARTS::contains);

  private static final Vocabulary MESSAGES =
      Vocabulary.ANY
          .with("role", "messages", "role", Set.of("user", "assistant", "system")::contains)
          .with("content block", "system", "type", KnownWords::isBlock)
          .with("content block", "messages.content", "type", KnownWords::isBlock)
          .with("content block", "messages.content.content", "type", KnownWords::isBlock);

  private static final Vocabulary CONTENTS =
      contents(contents(Vocabulary.ANY, ""), "generateContentRequest.")
          .withVariants("part", "systemInstruction.parts", PART_FIELDS)
          .withVariants("part", "system_instruction.parts", PART_FIELDS);

  private KnownWords() {}

  private static Vocabulary contents(Vocabulary vocabulary, String above) {
    return vocabulary
        .with("role", above + "contents", "role", Set.of("user", "model", "function")::contains)
        .withVariants("part", above + "contents.parts", PART_FIELDS);
  }

  private static boolean isItem(String type) {
    boolean ofATool = type.endsWith("_call") || type.endsWith("_output") || type.contains(":");
    return ofATool || ITEMS.contains(type);
  }

  private static boolean isBlock(String type) {
    boolean ofATool =
        type.endsWith("_tool_use") || type.endsWith("_result") || type.endsWith("_error");
    return ofATool || BLOCKS.contains(type);
  }

  static Vocabulary of(Endpoint endpoint) {
    return switch (endpoint) {
      case CHAT_COMPLETIONS -> CHAT;
      case RESPONSES, COUNT_RESPONSE_TOKENS -> RESPONSES;
      case MESSAGES, COUNT_MESSAGE_TOKENS -> MESSAGES;
      case GENERATE_CONTENT, STREAM_GENERATE_CONTENT, COUNT_CONTENT_TOKENS -> CONTENTS;
      case COMPLETIONS,
          EMBEDDINGS,
          IMAGE_GENERATIONS,
          IMAGE_EDITS,
          IMAGE_VARIATIONS,
          SPEECH_SYNTHESIS,
          TRANSCRIPTIONS,
          TRANSLATIONS,
          MODERATIONS,
          EMBED_CONTENT,
          BATCH_EMBED_CONTENTS,
          RERANK_DOCUMENTS,
          RERANK_DOCUMENTS_V1 ->
          Vocabulary.ANY;
    };
  }
}
