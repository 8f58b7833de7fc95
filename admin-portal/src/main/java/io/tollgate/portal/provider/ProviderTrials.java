package io.tollgate.portal.provider;

import io.netty.channel.ChannelOption;
import io.tollgate.domain.authorization.Action;
import io.tollgate.domain.authorization.Authorization;
import io.tollgate.domain.authorization.Viewer;
import io.tollgate.domain.provider.AuthStyle;
import io.tollgate.domain.provider.Provider;
import io.tollgate.domain.provider.ProviderId;
import io.tollgate.domain.secret.Secret;
import io.tollgate.domain.secret.SecretVault;
import io.tollgate.network.AddressGuard;
import io.tollgate.network.token.AccessTokens;
import io.tollgate.portal.operation.Checks;
import io.tollgate.portal.operation.Conflict;
import io.tollgate.portal.operation.InvalidInput;
import io.tollgate.providers.Translators;
import io.tollgate.providers.aws.AwsSigner;
import io.tollgate.providers.call.ClientRequest;
import io.tollgate.providers.call.Credential;
import io.tollgate.providers.call.Endpoint;
import io.tollgate.providers.call.Headers;
import io.tollgate.providers.call.RequestParser;
import io.tollgate.providers.call.Target;
import io.tollgate.providers.call.UpstreamRequest;
import io.tollgate.providers.vendor.Vendors;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import tools.jackson.databind.json.JsonMapper;

/** Calls a provider once, in its own wire format, as the gateway would. */
@Component
class ProviderTrials {

  private static final int CONNECT_MILLIS = 5_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST_BYTES = 16_384;
  private static final int LONGEST_EXCERPT = 2_000;

  /** All of Google's access tokens begin like this. */
  private static final Pattern GOOGLES_TOKEN = Pattern.compile("ya29\\.[\\w.-]+");

  private final ProviderOperations providers;
  private final SecretVault vault;
  private final JsonMapper json;
  private final ReactorResourceFactory resources;
  private final AwsSigner signer;
  private final Clock clock;

  ProviderTrials(
      ProviderOperations providers,
      SecretVault vault,
      JsonMapper json,
      ReactorResourceFactory resources,
      Clock clock) {
    this.providers = providers;
    this.vault = vault;
    this.json = json;
    this.resources = resources;
    this.signer = new AwsSigner(clock);
    this.clock = clock;
  }

  /** Tries a provider that is not registered yet. */
  Mono<Trial> run(Viewer viewer, NewProvider made, @Nullable String model) {
    return Mono.defer(() -> {
      Authorization.require(viewer, Action.MANAGE_PROVIDERS);
      var name = checked(model);
      return call(providers.check(made), made.secret(), name);
    });
  }

  /** Tries an edit, with the typed secret or else the stored one. */
  Mono<Trial> run(
      Viewer viewer,
      ProviderId id,
      ProviderDetails details,
      @Nullable Secret typed,
      @Nullable String model) {
    return providers
        .allowed(viewer, Action.MANAGE_PROVIDERS, id)
        .flatMap(stored -> {
          var name = checked(model);
          // A stored secret is checked against the address; a typed one may go where it is told.
          var edited = providers.check(details, typed == null ? stored : withoutSecret(stored));
          return secret(stored, typed)
              .flatMap(secret -> call(edited, secret, name))
              .switchIfEmpty(Mono.defer(() -> call(edited, null, name)));
        });
  }

  private static Provider withoutSecret(Provider provider) {
    return provider.withSecret(null, null);
  }

  private Mono<Secret> secret(Provider stored, @Nullable Secret typed) {
    var encrypted = stored.encryptedSecret();
    if (typed != null) {
      return Mono.just(typed);
    }
    return encrypted == null
        ? Mono.empty()
        : Mono.fromCallable(() -> vault.decrypt(encrypted, stored.id().toString()))
            .subscribeOn(Schedulers.boundedElastic());
  }

  private static String checked(@Nullable String model) {
    var checks = new Checks();
    var name = checks.required("testModel", model, 200);
    checks.done();
    return name;
  }

  private Mono<Trial> call(Provider provider, @Nullable Secret secret, String model) {
    var account = ProviderSecrets.account(provider, secret);
    // What is sent of an account is its token, and never its key.
    var sent = account == null ? secret : null;
    var target = target(provider, sent, model);
    var translator = Translators.find(Endpoint.CHAT_COMPLETIONS, target);
    if (translator.isEmpty()) {
      return Mono.error(new Conflict("provider_not_testable"));
    }
    if (AwsSigner.obstacle(target).isPresent()) {
      return Mono.error(InvalidInput.of("secret", "input.required"));
    }
    var request = signer.sign(translator.get().request(hello(model), target), target);
    var client = client(provider);
    return send(
        account == null ? client : new AccessTokens(clock).authorised(client, account),
        request,
        sent);
  }

  private ClientRequest hello(String model) {
    var body =
        Map.of(
            "model",
            model,
            "messages",
            List.of(Map.of("role", "user", "content", "Say hello.")),
            "max_completion_tokens",
            16);
    return RequestParser.parse(
        new Endpoint.Match(Endpoint.CHAT_COMPLETIONS, null),
        null,
        Headers.NONE,
        json.writeValueAsBytes(body));
  }

  private static Target target(Provider provider, @Nullable Secret secret, String model) {
    var settings = new HashMap<>(provider.settings());
    if (provider.region() != null) {
      settings.put("region", provider.region());
    }
    var credential =
        provider.authStyle() == AuthStyle.NONE
            ? Credential.NONE
            : new Credential(provider.authStyle(), provider.authHeader(), secret);
    var vendor = Vendors.of(provider.vendor(), provider.wireFormat(), provider.settings());
    return new Target(vendor, provider.baseUrl(), model, credential, settings, false);
  }

  private Mono<Trial> send(HttpClient client, UpstreamRequest request, @Nullable Secret secret) {
    return Mono.defer(() -> {
      long start = System.nanoTime();
      return client
          .headers(headers ->
              request.headers().forEach(header -> headers.set(header.name(), header.value())))
          .post()
          .uri(request.uri())
          .send(ByteBufMono.fromString(Mono.just(text(request.body()))))
          .response((response, content) -> answer(request.uri(), response, content, secret, start))
          .single()
          .timeout(PATIENCE)
          .onErrorResume(
              failure -> Mono.just(silent(request.uri(), failure, secret, millisSince(start))));
    });
  }

  /** Never redirected, never sent twice, and never to an address that is not allowed. */
  private HttpClient client(Provider provider) {
    return HttpClient.newConnection()
        .runOn(resources.getLoopResources())
        .resolver(
            provider.allowPrivateNetwork() ? AddressGuard.anywhere() : AddressGuard.publicOnly())
        .disableRetry(true)
        .followRedirect(false)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);
  }

  private static Flux<Trial> answer(
      URI uri,
      HttpClientResponse response,
      ByteBufFlux content,
      @Nullable Secret secret,
      long start) {
    var seen = new AtomicInteger();
    return content
        .asByteArray()
        .takeUntil(chunk -> seen.addAndGet(chunk.length) >= MOST_BYTES)
        .reduceWith(
            ByteArrayOutputStream::new,
            (all, chunk) -> {
              all.writeBytes(chunk);
              return all;
            })
        .map(all ->
            new Trial(
                address(uri),
                response.status().code(),
                excerpt(all.toString(StandardCharsets.UTF_8), secret),
                millisSince(start)))
        .flux();
  }

  private static Trial silent(URI uri, Throwable failure, @Nullable Secret secret, long millis) {
    var message = failure.getMessage();
    var text = message == null ? failure.getClass().getSimpleName() : message;
    return new Trial(address(uri), null, excerpt(text, secret), millis);
  }

  /** Servers repeat what they were sent, keys included. */
  private static String excerpt(String text, @Nullable Secret secret) {
    var safe = GOOGLES_TOKEN.matcher(text).replaceAll("[secret]");
    if (secret != null) {
      // Of several keys in one secret each may be shown.
      for (String piece : secret.reveal().split(":", -1)) {
        safe = piece.isEmpty() ? safe : safe.replace(piece, "[secret]");
      }
    }
    return safe.length() > LONGEST_EXCERPT ? safe.substring(0, LONGEST_EXCERPT) + "…" : safe;
  }

  /** Without its query, which may hold the secret. */
  private static String address(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }
}
