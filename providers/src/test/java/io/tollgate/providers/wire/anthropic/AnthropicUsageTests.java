package io.tollgate.providers.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.usage.Usage;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.json.Json;
import org.junit.jupiter.api.Test;

class AnthropicUsageTests {
  @Test
  void keepsCacheCountsOutOfTheInput() {
    UsageReport report =
        AnthropicUsage.read(
            Json.read(
                """
                {"input_tokens":3,"cache_creation_input_tokens":12304,"cache_read_input_tokens":0,
                 "output_tokens":550,"output_tokens_details":{"thinking_tokens":50}}
                """));
    assertThat(report.usage()).isEqualTo(new Usage(3, 0, 12304, 500, 50, 0, 0, 0));
    assertThat(Json.text(AnthropicUsage.write(report.usage())))
        .contains("\"input_tokens\":3,", "\"output_tokens\":550");
  }

  @Test
  void tellsWhatStaysInTheCacheForAnHourApart() {
    UsageReport report =
        AnthropicUsage.read(
            Json.read(
                """
                {"input_tokens":3,"cache_creation_input_tokens":12304,"cache_read_input_tokens":0,
                 "cache_creation":{"ephemeral_5m_input_tokens":304,"ephemeral_1h_input_tokens":12000},
                 "output_tokens":550}
                """));
    assertThat(report.usage()).isEqualTo(new Usage(3, 0, 304, 550, 0, 0, 0, 0, 12000, 0, 0));
    assertThat(Json.text(AnthropicUsage.write(report.usage())))
        .contains("\"cache_creation_input_tokens\":12304", "\"ephemeral_1h_input_tokens\":12000");
  }

  @Test
  void takesAnAbsentCountForUnknownAndNotForZero() {
    assertThat(AnthropicUsage.read(Json.object()).reported()).isFalse();
  }
}
