package io.tollgate.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.domain.model.Model.Capability;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelDocumentsTests {

  @Test
  void aGeminiClientSeesWhatItMayCallOnAModel() {
    assertThat(ModelDocuments.methods(Set.of(Capability.EMBEDDINGS)))
        .containsExactly("embedContent", "batchEmbedContents");
    assertThat(ModelDocuments.methods(Set.of(Capability.CHAT, Capability.TOOLS)))
        .containsExactly("generateContent", "streamGenerateContent", "countTokens");
    assertThat(ModelDocuments.methods(Set.of())).contains("generateContent");
  }
}
