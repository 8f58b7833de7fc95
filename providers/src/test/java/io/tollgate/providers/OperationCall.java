package io.tollgate.providers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.WireFormat;
import io.tollgate.domain.secret.Secret;
import io.tollgate.providers.call.Answer;
import io.tollgate.providers.call.ClientReply;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.RequestParser;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.Translator;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.vendor.Quirks;
import io.tollgate.providers.vendor.Vendor;
import io.tollgate.providers.vendor.Vendors;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call between an endpoint and a target, as tests make it: without a network. */
public record OperationCall(Endpoint endpoint, Target target) {
  public static OperationCall of(Endpoint endpoint, WireFormat format) {
    return of(endpoint, Vendor.custom(format, Quirks.NONE));
  }

  public static OperationCall of(Endpoint endpoint, String vendor) {
    return of(endpoint, Vendors.find(vendor).orElseThrow());
  }

  public static OperationCall of(Endpoint endpoint, Vendor vendor) {
    return new OperationCall(
        endpoint,
        new Target(
            vendor,
            URI.create("https://upstream.test/base"),
            "upstream-model",
            new Credential(AuthStyle.BEARER, null, Secret.of("sk-canary")),
            Map.of(),
            false));
  }

  public OperationCall model(String model) {
    return with(model, target.settings(), target.strict());
  }

  public OperationCall strict() {
    return with(target.model(), target.settings(), true);
  }

  public OperationCall setting(String name, String value) {
    return with(target.model(), Map.of(name, value), target.strict());
  }

  public OperationCall at(String baseUrl) {
    return new OperationCall(
        endpoint,
        new Target(
            target.vendor(),
            URI.create(baseUrl),
            target.model(),
            target.credential(),
            target.settings(),
            target.strict()));
  }

  private OperationCall with(String model, Map<String, String> settings, boolean strict) {
    return new OperationCall(
        endpoint,
        new Target(
            target.vendor(), target.baseUrl(), model, target.credential(), settings, strict));
  }

  public Translator translator() {
    return Translators.find(endpoint, target).orElseThrow();
  }

  public ClientRequest parse(String json) {
    return parse(json.getBytes(UTF_8));
  }

  public ClientRequest parse(byte[] json) {
    @Nullable String model = endpoint.path().startsWith(":") ? "client-model" : null;
    return RequestParser.parse(new Endpoint.Match(endpoint, model), null, Headers.NONE, json);
  }

  public UpstreamRequest request(String json) {
    return translator().request(parse(json), target);
  }

  /** What is sent upstream. */
  public String sent(String json) {
    return new String(request(json).body(), UTF_8);
  }

  public Answer answer(String request, int status, byte[] body) {
    return translator().exchange(parse(request), target).answer(status, Headers.NONE, body);
  }

  public ClientReply reply(String request, byte[] body) {
    return (ClientReply) answer(request, 200, body);
  }

  /** What the client gets for an upstream's answer. */
  public String shown(String request, String body) {
    return new String(reply(request, body.getBytes(UTF_8)).body(), UTF_8);
  }
}
