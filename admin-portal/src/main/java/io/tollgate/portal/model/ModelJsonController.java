package io.tollgate.portal.model;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.model.Model;
import io.tollgate.domain.model.ModelId;
import io.tollgate.portal.adminapi.AdminApi;
import io.tollgate.portal.adminapi.Listing;
import io.tollgate.portal.adminapi.Paging;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import reactor.core.publisher.Mono;

/** Models, for scripts. */
@AdminApi
@Tag(name = "Models")
class ModelJsonController {

  record NewModelRequest(
      @Nullable String name,
      @Nullable String description,
      @Nullable Integer contextWindow,
      @Nullable Integer maxOutput,
      @Nullable Set<Model.Capability> capabilities,
      Model.@Nullable Strategy strategy) {

    NewModel made() {
      var details = new ModelRequest(description, contextWindow, maxOutput, capabilities, strategy);
      return new NewModel(name, details.details());
    }
  }

  record ModelRequest(
      @Nullable String description,
      @Nullable Integer contextWindow,
      @Nullable Integer maxOutput,
      @Nullable Set<Model.Capability> capabilities,
      Model.@Nullable Strategy strategy) {

    ModelDetails details() {
      return new ModelDetails(
          description,
          contextWindow,
          maxOutput,
          capabilities == null ? Set.of() : capabilities,
          strategy);
    }
  }

  record ModelResponse(
      UUID id,
      String name,
      String description,
      @Nullable Integer contextWindow,
      @Nullable Integer maxOutput,
      List<Model.Capability> capabilities,
      Model.Strategy strategy,
      Model.Status status,
      Instant createdAt) {

    static ModelResponse of(Model model) {
      return new ModelResponse(
          model.id().value(),
          model.name(),
          model.description(),
          model.contextWindow(),
          model.maxOutput(),
          model.capabilities().stream().sorted().toList(),
          model.strategy(),
          model.status(),
          model.createdAt());
    }
  }

  private final ModelOperations models;
  private final PriceOperations prices;

  ModelJsonController(ModelOperations models, PriceOperations prices) {
    this.models = models;
    this.prices = prices;
  }

  @GetMapping("/models")
  Mono<Listing<ModelResponse>> listModels(
      @AuthenticationPrincipal Viewer viewer, @ParameterObject Paging paging) {
    return Listing.of(models.list(viewer), Model::id, paging, ModelResponse::of);
  }

  @GetMapping("/models/unpriced")
  Mono<Listing<ModelResponse>> listUnpricedModels(
      @AuthenticationPrincipal Viewer viewer, @ParameterObject Paging paging) {
    return Listing.of(prices.unpriced(viewer), Model::id, paging, ModelResponse::of);
  }

  @PostMapping("/models")
  @ResponseStatus(HttpStatus.CREATED)
  Mono<ModelResponse> createModel(
      @AuthenticationPrincipal Viewer viewer, @RequestBody NewModelRequest request) {
    return models.create(viewer, request.made()).map(ModelResponse::of);
  }

  @GetMapping("/models/{model}")
  Mono<ModelResponse> getModel(
      @AuthenticationPrincipal Viewer viewer, @PathVariable ModelId model) {
    return models.find(viewer, model).map(ModelResponse::of);
  }

  @PutMapping("/models/{model}")
  Mono<ModelResponse> editModel(
      @AuthenticationPrincipal Viewer viewer,
      @PathVariable ModelId model,
      @RequestBody ModelRequest request) {
    return models.edit(viewer, model, request.details()).map(ModelResponse::of);
  }

  @PostMapping("/models/{model}/disable")
  Mono<ModelResponse> disableModel(
      @AuthenticationPrincipal Viewer viewer, @PathVariable ModelId model) {
    return models.disable(viewer, model).map(ModelResponse::of);
  }

  @PostMapping("/models/{model}/enable")
  Mono<ModelResponse> enableModel(
      @AuthenticationPrincipal Viewer viewer, @PathVariable ModelId model) {
    return models.enable(viewer, model).map(ModelResponse::of);
  }
}
