package io.tollgate.portal.playground;

import io.tollgate.domain.ledger.LedgerEntry;
import io.tollgate.portal.usage.RequestFigures;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Texts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts runs into words: event by event for a page that watches, or all of it at once. */
@Component
class RunViews {

  private final Texts texts;

  RunViews(Texts texts) {
    this.texts = texts;
  }

  /** What an event changes in the panel of its run. */
  Map<String, String> values(RunEvent event) {
    return switch (event) {
      case RunEvent.Begun begun ->
          begun.request() == null
              ? Map.of("status", Integer.toString(begun.status()))
              : Map.of(
                  "status", Integer.toString(begun.status()), "request", path(begun.request()));
      case RunEvent.Text text -> Map.of("text", text.text());
      case RunEvent.Failed failed -> Map.of("problem", problem(failed));
      case RunEvent.Ended ended ->
          ended.entry() == null
              ? Map.of("note", texts.text("playground.notBooked"))
              : booked(ended.entry());
    };
  }

  /** The panel of a run that has yet to begin. */
  RunView empty(Target target) {
    return view(target, Map.of());
  }

  RunView whole(Target target, List<RunEvent> events) {
    var values = new HashMap<String, String>();
    for (var event : events) {
      values(event)
          .forEach((name, value) ->
              values.merge(name, value, (was, is) -> name.equals("text") ? was + is : is));
    }
    return view(target, Map.copyOf(values));
  }

  private RunView view(Target target, Map<String, String> values) {
    var model = target.model().name();
    return new RunView(
        target.value(),
        model,
        texts.text("playground.through", target.application().name(), target.api().name()),
        "/apis/%s/reference?model=%s"
            .formatted(target.api().slug(), URLEncoder.encode(model, StandardCharsets.UTF_8)),
        values);
  }

  private Map<String, String> booked(LedgerEntry entry) {
    var figures = RequestFigures.of(entry, texts);
    var usage = entry.usage();
    return Map.of(
        "status",
        entry.httpStatus()
            + " "
            + texts.text("outcome." + entry.outcome().name().toLowerCase(Locale.ROOT)),
        "firstToken",
        figures.firstToken().value(),
        "total",
        figures.total().value(),
        "tokens",
        figures.tokens().value(),
        "split",
        texts.text(
            "playground.split",
            Numbers.whole(usage.totalInput()),
            Numbers.whole(usage.totalOutput())),
        "cost",
        figures.cost().value());
  }

  private String problem(RunEvent.Failed failed) {
    var message = failed.message();
    return message == null
        ? texts.text("playground.failed." + failed.code())
        : failed.code().isEmpty() ? message : message + " (" + failed.code() + ")";
  }

  private static String path(Object request) {
    return "/logs/" + request;
  }
}
