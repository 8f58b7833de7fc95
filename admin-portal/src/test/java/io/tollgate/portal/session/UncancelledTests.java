package io.tollgate.portal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** Statements that nobody waits for any more. */
class UncancelledTests {

  @Test
  void aStatementGoesOnWhenItsReaderLeaves() {
    TestPublisher<String> statement = TestPublisher.create();
    var carriedThrough = new AtomicReference<String>();

    var reading =
        Uncancelled.mono(statement.mono().doOnNext(carriedThrough::set))
            .subscribe(read -> {
              throw new AssertionError("nobody waits for " + read);
            });
    reading.dispose();

    statement.assertWasNotCancelled();
    statement.emit("done");
    assertThat(carriedThrough).hasValue("done");
  }

  @Test
  void whoStaysIsToldHowItEnded() {
    StepVerifier.create(Uncancelled.mono(Mono.just("read"))).expectNext("read").verifyComplete();
    StepVerifier.create(Uncancelled.mono(TestPublisher.<String>createCold().error(lost()).mono()))
        .verifyErrorMessage("connection lost");
    StepVerifier.create(Uncancelled.mono(TestPublisher.<String>createCold().complete().mono()))
        .verifyComplete();
  }

  private static Exception lost() {
    return new IllegalStateException("connection lost");
  }
}
