package io.tollgate.providers.media;

import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Exchange;
import io.tollgate.providers.call.Form;
import io.tollgate.providers.call.Header;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.multipart.FormEdit;
import io.tollgate.providers.wire.UpstreamHeaders;
import io.tollgate.providers.wire.openai.OpenAiRequestEdit;
import io.tollgate.providers.wire.openai.OpenAiUrls;
import java.util.List;

/** Pictures, sound and moderation between two that speak OpenAI's format. */
final class MediaPassThrough implements Translator {
  @Override
  public UpstreamRequest request(ClientRequest request, Target target) {
    Form form = request.form();
    return form == null ? json(request, target) : form(request, form, target);
  }

  private static UpstreamRequest json(ClientRequest request, Target target) {
    OpenAiRequestEdit changes = OpenAiRequestEdit.of(request, target);
    return new UpstreamRequest(
        OpenAiUrls.of(request.endpoint(), target),
        UpstreamHeaders.json(target),
        changes.body(),
        changes.dropped(),
        changes.adapted());
  }

  private static UpstreamRequest form(ClientRequest request, Form form, Target target) {
    return UpstreamRequest.uploading(
        OpenAiUrls.of(request.endpoint(), target),
        UpstreamHeaders.of(target, new Header("content-type", form.contentType())),
        FormEdit.replace(form, "model", target.model()),
        List.of(),
        List.of());
  }

  @Override
  public Exchange exchange(ClientRequest request, Target target) {
    return new MediaExchange(request.endpoint().operation());
  }
}
