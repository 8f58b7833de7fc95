package io.tollgate.providers.embeddings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an embedding is for, which some models want to know. */
enum Purpose {
  QUERY("RETRIEVAL_QUERY", "search_query"),
  DOCUMENT("RETRIEVAL_DOCUMENT", "search_document"),
  SIMILARITY("SEMANTIC_SIMILARITY", "clustering"),
  CLASSIFICATION("CLASSIFICATION", "classification"),
  CLUSTERING("CLUSTERING", "clustering"),
  ANSWERING("QUESTION_ANSWERING", "search_query"),
  VERIFICATION("FACT_VERIFICATION", "search_query"),
  CODE("CODE_RETRIEVAL_QUERY", "search_query");

  private final String gemini;
  private final String cohere;

  Purpose(String gemini, String cohere) {
    this.gemini = gemini;
    this.cohere = cohere;
  }

  /** Gemini's {@code taskType}. */
  String gemini() {
    return gemini;
  }

  /** Cohere's {@code input_type}. */
  String cohere() {
    return cohere;
  }

  /** Jina's {@code task}. */
  String jina() {
    return switch (this) {
      case QUERY, ANSWERING, VERIFICATION -> "retrieval.query";
      case DOCUMENT -> "retrieval.passage";
      case SIMILARITY -> "text-matching";
      case CLASSIFICATION -> "classification";
      case CLUSTERING -> "separation";
      case CODE -> "code.query";
    };
  }

  /** Voyage's {@code input_type}; null for what it has no word for. */
  @Nullable String voyage() {
    return switch (this) {
      case QUERY, ANSWERING, VERIFICATION, CODE -> "query";
      case DOCUMENT -> "document";
      case SIMILARITY, CLASSIFICATION, CLUSTERING -> null;
    };
  }

  /** Whether it is one of the two sides of a search, the only purposes that some vendors know. */
  boolean asks() {
    return cohere.equals("search_query");
  }

  /** Reads anyone's word for it; null if it is none. */
  static @Nullable Purpose read(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "query", "search_query", "retrieval_query", "retrieval.query" -> QUERY;
      case "document", "passage", "search_document", "retrieval_document", "retrieval.passage" ->
          DOCUMENT;
      case "semantic_similarity", "text-matching" -> SIMILARITY;
      case "classification" -> CLASSIFICATION;
      case "clustering", "separation" -> CLUSTERING;
      case "question_answering" -> ANSWERING;
      case "fact_verification" -> VERIFICATION;
      case "code_retrieval_query" -> CODE;
      default -> null;
    };
  }
}
