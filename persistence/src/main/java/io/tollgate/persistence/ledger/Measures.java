package io.tollgate.persistence.ledger;

/**
 * What is counted of entries, in SQL: once for the roll-ups and for the questions that go to the
 * entries themselves, so that both give the same answer.
 */
final class Measures {

  /**
   * A model that exists; whatever else a client asks for would fill the sums with its noise. An
   * index has this very expression.
   */
  static final String MODEL = "case when model_id is not null then left(original_model, 200) end";

  /** Requests that consumed something and have no price for it. */
  private static final String UNPRICED = "cost_nanos is null and usage_source <> 'none'";

  static final String SUMS_OF_ENTRIES =
      """
      count(*) as requests,
      count(*) filter (where outcome in ('failed', 'interrupted')) as failed,
      count(*) filter (where outcome = 'refused') as refused,
      count(*) filter (where %s) as unpriced,
      count(*) filter (where usage_source = 'estimated') as estimated,
      sum(input) as input,
      sum(cache_read) as cache_read,
      sum(cache_write) as cache_write,
      sum(output) as output,
      sum(reasoning) as reasoning,
      sum(audio_input) as audio_input,
      sum(audio_output) as audio_output,
      sum(image) as image,
      sum(cache_write_hour) as cache_write_hour,
      sum(audio_seconds) as audio_seconds,
      sum(search_units) as search_units,
      coalesce(sum(cost_nanos), 0) as cost_nanos
      """
          .formatted(UNPRICED);

  static final String SUMS_OF_ROLLUPS =
      """
      sum(requests) as requests,
      sum(failed) as failed,
      sum(refused) as refused,
      sum(unpriced) as unpriced,
      sum(estimated) as estimated,
      sum(input) as input,
      sum(cache_read) as cache_read,
      sum(cache_write) as cache_write,
      sum(output) as output,
      sum(reasoning) as reasoning,
      sum(audio_input) as audio_input,
      sum(audio_output) as audio_output,
      sum(image) as image,
      sum(cache_write_hour) as cache_write_hour,
      sum(audio_seconds) as audio_seconds,
      sum(search_units) as search_units,
      sum(cost_nanos) as cost_nanos
      """;

  private Measures() {}
}
