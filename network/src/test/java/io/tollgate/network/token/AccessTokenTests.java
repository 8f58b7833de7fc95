package io.tollgate.network.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollgate.domain.secret.Secret;
import io.tollgate.network.AddressGuard;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

class AccessTokenTests {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InstantSource clock = now::get;
  private final AccessTokens tokens = new AccessTokens(clock);
  private final GoogleForTests google = GoogleForTests.start();

  @AfterEach
  void stop() {
    google.close();
  }

  private ServiceAccount account() {
    return ServiceAccount.parse(Secret.of(google.keyFile()));
  }

  private Mono<Integer> call(HttpClient client, ServiceAccount account) {
    return tokens
        .authorised(client, account)
        .post()
        .uri(google.models() + "/models/m:generateContent")
        .response()
        .map(response -> response.status().code());
  }

  private int status(ServiceAccount account) {
    return call(HttpClient.create(), account).blockOptional(PATIENCE).orElseThrow();
  }

  @Test
  void aSignatureIsExchangedForATokenThatIsKept() {
    assertThat(status(account())).isEqualTo(200);
    assertThat(status(account())).isEqualTo(200);
    assertThat(google.issued()).isEqualTo(1);
  }

  @Test
  void manyWhoNeedItAtOnceFetchItOnce() {
    google.thinkFor(Duration.ofMillis(300));
    var account = account();
    var client = HttpClient.create();

    var statuses = Flux.range(0, 50).flatMap(i -> call(client, account), 50).collectList();

    assertThat(statuses.block(PATIENCE)).hasSize(50).containsOnly(200);
    assertThat(google.issued()).isEqualTo(1);
  }

  @Test
  void oneThatIsWaitedForComesThoughTheFirstWhoWaitedHasLeft() {
    google.thinkFor(Duration.ofMillis(300));
    var account = account();
    var first = call(HttpClient.create(), account).subscribe();
    var second = call(HttpClient.create(), account).toFuture();

    first.dispose();

    assertThat(second).succeedsWithin(PATIENCE).isEqualTo(200);
    assertThat(google.issued()).isEqualTo(1);
  }

  @Test
  void oneThatHasExpiredIsNotShown() {
    status(account());
    now.set(now.get().plus(Duration.ofMinutes(61)));
    assertThat(status(account())).isEqualTo(200);
    assertThat(google.issued()).isEqualTo(2);
  }

  @Test
  void oneThatSoonExpiresIsRenewedInTheBackground() {
    status(account());
    now.set(now.get().plus(Duration.ofMinutes(57)));
    google.thinkFor(Duration.ofSeconds(2));

    // Answered by the old one, while the new one is on its way.
    assertThat(status(account())).isEqualTo(200);
    assertThat(google.issued()).isEqualTo(1);

    now.set(now.get().plus(Duration.ofMinutes(4)));
    assertThat(status(account())).isEqualTo(200);
    assertThat(google.issued()).isEqualTo(2);
  }

  @Test
  void oneThatIsRefusedIsNotShownAgain() {
    status(account());
    now.set(now.get().plus(Duration.ofMinutes(1)));
    google.revokeAll();
    assertThat(status(account())).isEqualTo(401);
    assertThat(status(account())).isEqualTo(200);
  }

  @Test
  void aProviderThatRefusesEverythingHasATokenFetchedNowAndThenOnly() {
    google.refuseAll();
    for (int fetched = 1; fetched <= 2; fetched++) {
      for (int request = 0; request < 5; request++) {
        assertThat(status(account())).isEqualTo(401);
      }
      assertThat(google.issued()).isEqualTo(fetched);
      now.set(now.get().plus(Duration.ofSeconds(11)));
    }
  }

  @Test
  void thoseOfAnAccountThatIsGoneAreForgotten() {
    status(account());
    tokens.keepOnly(Set.of(account()));
    assertThat(status(account())).isEqualTo(200);
    assertThat(google.issued()).isEqualTo(1);

    tokens.keepOnly(Set.of(at("https://oauth.test/token")));
    assertThat(status(account())).isEqualTo(200);
    assertThat(google.issued()).isEqualTo(2);
  }

  @Test
  void aKeyThatIsNotRegisteredGetsNoneAndIsNotShown() {
    var keyFile = Secret.of(google.strangersKeyFile());
    var stranger = ServiceAccount.parse(keyFile);
    assertThatThrownBy(() -> status(stranger))
        .isInstanceOf(NoAccessTokenException.class)
        .hasMessageContaining("invalid_grant, Invalid JWT Signature.")
        .hasMessageNotContaining(stranger.privateKey().reveal().substring(40, 80));
    assertThat(stranger.toString()).doesNotContain("BEGIN");
    assertThat(google.answered()).isZero();
  }

  @Test
  void tokensAreFetchedByTheRulesOfTheClient() {
    var guarded = HttpClient.newConnection().resolver(AddressGuard.publicOnly());
    assertThatThrownBy(() -> call(guarded, account()).block(PATIENCE))
        .isInstanceOf(NoAccessTokenException.class);
    assertThat(google.issued()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{|it is no JSON object",
        "{\"type\":\"authorized_user\"}|type must be service_account",
        "{\"type\":\"service_account\"}|client_email is missing",
        "{\"type\":\"service_account\",\"client_email\":\"a\"}|private_key is missing",
        "{\"type\":\"service_account\",\"client_email\":\"a\",\"private_key\":\"k\"}|token_uri is missing",
        "{\"type\":\"service_account\",\"client_email\":\"a\",\"private_key\":\"k\",\"token_uri\":\"x:y\"}|token_uri is no address",
        "{\"type\":\"service_account\",\"client_email\":\"a\",\"private_key\":\"canary\",\"token_uri\":\"https://x.test\"}|private_key is no RSA key in PKCS #8",
      })
  void aKeyFileSaysWhatIsWrongWithIt(String file, String fault) {
    assertThat(ServiceAccount.isOne(Secret.of(file))).isTrue();
    assertThatThrownBy(() -> ServiceAccount.parse(Secret.of(file)))
        .isInstanceOf(UnusableKeyFile.class)
        .hasMessageEndingWith(fault)
        .hasMessageNotContaining("canary");
  }

  @Test
  void onlyAProviderOnThisMachineMayHaveItsTokensInTheOpen() {
    var account = account();
    assertThat(account.usableAt(URI.create("http://127.0.0.1:8080/v1"))).isEqualTo(account);
    assertThat(account.usableAt(URI.create("http://localhost/v1"))).isEqualTo(account);
    for (String elsewhere : new String[] {"https://vertex.test", "http://10.0.0.1"}) {
      assertThatThrownBy(() -> account.usableAt(URI.create(elsewhere)))
          .isInstanceOf(UnusableKeyFile.class)
          .hasMessageContaining("token_uri");
    }
  }

  @Test
  void aProviderOnThisMachineHasNoTokensFetchedElsewhereInTheOpen() {
    var provider = URI.create("http://localhost:8080/v1");
    for (String here : new String[] {"http://[::1]/token", "http://localhost/token"}) {
      assertThat(at(here).usableAt(provider)).isEqualTo(at(here));
    }
    assertThat(at("https://oauth.test/token").usableAt(provider).clientEmail()).isEqualTo("a@b.c");
    for (String elsewhere : new String[] {"http://oauth.test/token", "http://10.0.0.1/token"}) {
      assertThatThrownBy(() -> at(elsewhere).usableAt(provider))
          .isInstanceOf(UnusableKeyFile.class)
          .hasMessageContaining("token_uri must begin with https://");
    }
  }

  private static ServiceAccount at(String tokenUri) {
    return new ServiceAccount("a@b.c", null, Secret.of("key"), URI.create(tokenUri));
  }
}
