package io.tollgate.portal.reference;

import io.tollgate.portal.reference.OperationView.ReplyView;
import io.tollgate.portal.reference.Reply.Answered;
import io.tollgate.portal.reference.Reply.Silent;
import io.tollgate.portal.usage.RequestFigures;
import io.tollgate.portal.web.Figure;
import io.tollgate.portal.web.Numbers;
import io.tollgate.portal.web.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Puts what came back from a call into words and numbers. */
@Component
class ReplyViews {

  private final Texts texts;

  ReplyViews(Texts texts) {
    this.texts = texts;
  }

  ReplyView view(Reply reply) {
    return switch (reply) {
      case Answered answered -> answered(answered);
      case Silent silent ->
          new ReplyView(
              texts.text("playground.failed." + silent.reason()),
              "danger",
              List.of(),
              List.of(),
              null,
              null,
              null,
              null);
    };
  }

  private ReplyView answered(Answered answered) {
    var request = answered.request();
    return new ReplyView(
        status(answered.status()),
        tone(answered.status()),
        figures(answered),
        answered.headers(),
        answered.bytes() == 0 ? null : answered.body(),
        note(answered),
        request == null ? null : request.toString(),
        request == null ? null : "/logs/" + request);
  }

  private static String status(int status) {
    var known = HttpStatus.resolve(status);
    return known == null ? Integer.toString(status) : status + " " + known.getReasonPhrase();
  }

  private static String tone(int status) {
    return switch (status / 100) {
      case 4 -> "warn";
      case 5 -> "danger";
      default -> "accent";
    };
  }

  /** A cost only where there is any: most REST calls are not priced. */
  private List<Figure> figures(Answered answered) {
    var figures = new ArrayList<Figure>();
    figures.add(
        new Figure(texts.text("request.total"), Numbers.duration(answered.latency()), null));
    figures.add(
        new Figure(
            texts.text("reference.try.size"),
            texts.text("reference.try.bytes", answered.bytes()),
            null));
    var entry = answered.entry();
    if (entry != null && entry.cost() != null) {
      figures.add(RequestFigures.of(entry, texts).cost());
    }
    return List.copyOf(figures);
  }

  private @Nullable String note(Answered answered) {
    if (answered.bytes() == 0) {
      return texts.text("reference.try.empty");
    }
    if (answered.body() == null) {
      return texts.text("reference.try.binary");
    }
    return answered.isWhole() ? null : texts.text("reference.try.cut");
  }
}
