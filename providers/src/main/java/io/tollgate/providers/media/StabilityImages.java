package io.tollgate.providers.media;

import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.InvalidRequestException;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamFailure;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.call.UsageReport;
import io.tollgate.providers.conversation.Notes;
import io.tollgate.providers.json.InvalidJsonException;
import io.tollgate.providers.json.Json;
import io.tollgate.providers.json.JsonAt;
import io.tollgate.providers.multipart.FormWriter;
import io.tollgate.providers.wire.UnreadableReplyException;
import io.tollgate.providers.wire.UpstreamHeaders;
import io.tollgate.providers.wire.WholeExchange;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's image generations by Stability's {@code stable-image/generate}. */
final class StabilityImages implements Translator {
  private static final Header ACCEPT_JSON = new Header("accept", "application/json");

  @Override
  public UpstreamRequest request(ClientRequest request, Target target) {
    Notes notes = new Notes(target.strict());
    try {
      FormWriter form = form(JsonAt.root(request.body().tree()), service(target), target, notes);
      return new UpstreamRequest(
          url(target),
          UpstreamHeaders.of(target, form.contentType(), ACCEPT_JSON),
          form.body(),
          notes.dropped(),
          notes.adapted());
    } catch (InvalidJsonException e) {
      throw InvalidRequestException.of(e);
    }
  }

  private static URI url(Target target) {
    return target.url("/stable-image/generate/" + service(target));
  }

  /** Two services are models of their own; the third offers a family by name. */
  private static String service(Target target) {
    String model = target.model().replaceFirst("^stable-image-", "");
    return model.equals("core") || model.equals("ultra") ? model : "sd3";
  }

  private static FormWriter form(JsonAt body, String service, Target target, Notes notes) {
    FormWriter form = new FormWriter().text("prompt", body.get("prompt").string());
    if (service.equals("sd3")) {
      form.text("model", target.model());
    }
    for (JsonAt field : body.fields()) {
      switch (field.path()) {
        case "model", "prompt" -> {}
        case "n" -> onlyOne(field);
        case "stream" -> refuse(field, field.flag(), "streams no images");
        case "response_format" -> base64(field);
        case "size" -> size(field, form, notes);
        case "output_format" -> format(field, form);
        case "seed", "negative_prompt" -> form.text(field.path(), word(field));
        default -> notes.dropped(field.path());
      }
    }
    return form;
  }

  private static String word(JsonAt field) {
    if (field.node().isContainer()) {
      throw field.mismatch("a text or a number");
    }
    return field.node().asString("");
  }

  private static void onlyOne(JsonAt n) {
    refuse(n, n.present() && n.node().asInt(0) != 1, "makes one image per request");
  }

  private static void base64(JsonAt format) {
    refuse(format, "url".equals(format.optionalString()), "gives images only as b64_json");
  }

  private static void refuse(JsonAt field, boolean asked, String why) {
    if (asked) {
      throw field.invalid("'" + field.path() + "' cannot be served: the model's provider " + why);
    }
  }

  private static void size(JsonAt size, FormWriter form, Notes notes) {
    String asked = size.optionalString();
    if (asked == null || asked.equals("auto")) {
      return;
    }
    AspectRatio ratio = AspectRatio.nearest(asked);
    if (ratio == null) {
      throw size.mismatch("a width and a height such as 1024x1024");
    }
    form.text("aspect_ratio", ratio.text());
    notes.adapted("size " + asked + " was sent as the aspect ratio " + ratio.text());
  }

  private static void format(JsonAt format, FormWriter form) {
    String asked = format.optionalString();
    if (asked != null) {
      form.text("output_format", asked);
    }
  }

  @Override
  public Exchange exchange(ClientRequest request, Target target) {
    return new WholeExchange((status, headers, body) -> answer(request, Json.read(body)));
  }

  private static Answer answer(ClientRequest request, JsonNode answer) {
    if (answer.path("finish_reason").asString("").equals("CONTENT_FILTERED")) {
      return UpstreamFailure.of(
          UpstreamFailure.Kind.CONTENT_FILTERED, 200, "The image was filtered by its provider");
    }
    String image = answer.path("image").stringValue(null);
    if (image == null) {
      throw new UnreadableReplyException("The answer holds no image");
    }
    ObjectNode reply = Json.object().put("created", request.received().getEpochSecond());
    reply.putArray("data").addObject().put("b64_json", image);
    reply.put("output_format", outputFormat(request));
    return new ClientReply(
        200, List.of(Header.JSON), Json.bytes(reply), UsageReport.ABSENT, null, null);
  }

  private static String outputFormat(ClientRequest request) {
    @Nullable String asked = request.body().string("output_format");
    return asked == null ? "png" : asked;
  }
}
