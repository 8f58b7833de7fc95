package io.tollgate.portal.catalogue;

import io.tollgate.domain.catalogue.Api;
import io.tollgate.domain.catalogue.Plan;
import io.tollgate.domain.model.Model;
import io.tollgate.portal.catalogue.CataloguePage.Dimension;
import io.tollgate.portal.catalogue.CataloguePage.Facet;
import io.tollgate.portal.web.Choice;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Status;
import io.tollgate.portal.web.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts what is in the catalogue into words. */
@Component
class CatalogueViews {

  private static final int MODELS_SHOWN = 4;

  private final Texts texts;

  CatalogueViews(Texts texts) {
    this.texts = texts;
  }

  /** A line of the list. */
  record Item(
      String slug,
      String name,
      String summary,
      String kind,
      String publisher,
      String models,
      String terms,
      @Nullable Status access) {}

  /** A filter: its name in the URL, what it is called, and what can be chosen. */
  record Filter(String name, String label, String chosen, List<Choice> choices) {}

  /** A plan as a card. */
  record PlanCard(
      String name,
      String description,
      String approval,
      List<String> limits,
      @Nullable String path) {}

  /** The button that names what comes next; without a path it is a sentence. */
  record Next(String label, @Nullable String path, boolean primary) {}

  Item item(CatalogueEntry entry, boolean signedIn) {
    var api = entry.api();
    var names =
        entry.models().stream()
            .limit(MODELS_SHOWN)
            .map(Model::name)
            .collect(Collectors.joining(", "));
    var more = entry.models().size() - MODELS_SHOWN;
    return new Item(
        api.slug(),
        api.name(),
        api.summary(),
        kind(api),
        entry.publisher().name(),
        more > 0 ? texts.text("catalogue.more", names, more) : names,
        terms(entry),
        signedIn ? access(entry.access()) : null);
  }

  List<Filter> facets(List<Facet> facets, CatalogueForm form) {
    return Arrays.stream(Dimension.values())
        .map(dimension -> filter(dimension, facets, form))
        .filter(filter -> filter.choices().size() > 1 || !filter.chosen().isEmpty())
        .toList();
  }

  List<PlanCard> plans(ApiPage page) {
    var api = page.entry().api();
    boolean canAsk = page.next() instanceof NextAction.RequestAccess;
    return page.entry().plans().stream()
        .map(plan -> card(api, plan, models(plan, page.entry().models()), canAsk))
        .toList();
  }

  @Nullable Status lifecycle(Api api) {
    return switch (api.lifecycle()) {
      case PUBLISHED -> null;
      case DRAFT -> Status.neutral(texts.text("api.draft"));
      case DEPRECATED -> Status.warn(texts.text("api.deprecated"));
      case RETIRED -> Status.danger(texts.text("api.retired"));
    };
  }

  Next next(ApiPage page) {
    var slug = page.entry().api().slug();
    return switch (page.next()) {
      case NextAction.SignIn signIn ->
          new Next(texts.text("next.signIn"), "/sign-in?next=/apis/" + slug + "/subscribe", true);
      case NextAction.RequestAccess ask ->
          new Next(texts.text("next.request"), "/apis/" + slug + "/subscribe", true);
      case NextAction.LeaveToColleagues onlooker ->
          new Next(texts.text("next.colleagues"), null, false);
      case NextAction.AwaitDecision waiting ->
          new Next(
              texts.text("next.pending"), "/subscriptions/" + waiting.subscription().id(), false);
      case NextAction.UseKey granted ->
          new Next(texts.text("next.use"), "/apps/" + granted.subscription().application(), true);
      case NextAction.AskPublisher suspended ->
          new Next(
              texts.text("next.suspended"),
              "/subscriptions/" + suspended.subscription().id(),
              false);
      case NextAction.MoveOn moveOn -> moveOn(moveOn.successor());
      case NextAction.Publish publish -> new Next(texts.text("next.publish"), null, false);
      case NextAction.NothingOnOffer nothing -> new Next(texts.text("next.nothing"), null, false);
    };
  }

  private Next moveOn(@Nullable Api successor) {
    return successor == null
        ? new Next(texts.text("next.closed"), null, false)
        : new Next(
            texts.text("next.successor", successor.name()), "/apis/" + successor.slug(), true);
  }

  private Filter filter(Dimension dimension, List<Facet> facets, CatalogueForm form) {
    var chosen =
        switch (dimension) {
          case KIND -> form.kind();
          case PUBLISHER -> form.publisher();
          case MODEL -> form.model();
          case ACCESS -> form.access();
        };
    var name = dimension.name().toLowerCase(Locale.ROOT);
    var choices =
        facets.stream()
            .filter(facet -> facet.dimension() == dimension)
            .map(facet -> new Choice(facet.value(), label(facet) + " (" + facet.count() + ")"))
            .toList();
    return new Filter(
        name, texts.text("catalogue.filter." + name), chosen == null ? "" : chosen, choices);
  }

  private String label(Facet facet) {
    return switch (facet.dimension()) {
      case KIND -> texts.text("api.kind." + facet.value());
      case ACCESS -> texts.text("catalogue.access." + facet.value());
      case PUBLISHER, MODEL -> facet.label();
    };
  }

  private String kind(Api api) {
    return texts.text("api.kind." + api.kind().name().toLowerCase(Locale.ROOT));
  }

  private String terms(CatalogueEntry entry) {
    if (entry.plans().isEmpty()) {
      return texts.text("catalogue.noPlan");
    }
    boolean automatic =
        entry.plans().stream().anyMatch(plan -> plan.approval() == Plan.Approval.AUTOMATIC);
    return texts.text(automatic ? "plan.automatic" : "plan.manual");
  }

  private @Nullable Status access(Access access) {
    return switch (access) {
      case GRANTED -> Status.ok(texts.text("catalogue.access.granted"));
      case PENDING -> Status.waiting(texts.text("catalogue.access.pending"));
      case SUSPENDED -> Status.warn(texts.text("catalogue.access.suspended"));
      case NONE -> null;
    };
  }

  /** What a plan offers of the models on offer; null where it is all of them. */
  private @Nullable String models(Plan plan, List<Model> offered) {
    return plan.models().isEmpty()
        ? null
        : offered.stream()
            .filter(model -> plan.offers(model.id()))
            .map(Model::name)
            .collect(Collectors.joining(", "));
  }

  private PlanCard card(Api api, Plan plan, @Nullable String models, boolean canAsk) {
    var limits = new ArrayList<String>();
    var requests = plan.requestsPerMinute();
    var tokens = plan.tokensPerMinute();
    limits.add(
        requests == null
            ? texts.text("plan.requests.unlimited")
            : texts.text("plan.requests", Numbers.whole(requests)));
    if (api.kind() == Api.Kind.AI) {
      limits.add(
          tokens == null
              ? texts.text("plan.tokens.unlimited")
              : texts.text("plan.tokens", Numbers.compact(tokens)));
    }
    if (models != null) {
      limits.add(texts.text("plan.models", models));
    }
    return new PlanCard(
        plan.name(),
        plan.description(),
        texts.text(plan.approval() == Plan.Approval.AUTOMATIC ? "plan.automatic" : "plan.manual"),
        limits,
        canAsk ? "/apis/" + api.slug() + "/subscribe?plan=" + plan.slug() : null);
  }
}
