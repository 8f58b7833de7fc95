package io.tollgate.portal.security;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Hashes and compares passwords, off the event loop and only a few at a time. */
@Component
public class Passwords implements DisposableBean {

  public static final int MIN_LENGTH = 10;
  public static final int MAX_LENGTH = 200;

  /** Each hash takes 16 MiB and tens of milliseconds, so that a flood of sign-ins must queue. */
  private static final int AT_A_TIME = 2;

  private static final int WAITING = 200;

  private final PasswordEncoder encoder;
  private final Scheduler scheduler =
      Schedulers.newBoundedElastic(AT_A_TIME, WAITING, "portal-passwords");
  private final Mono<String> nobodysHash;

  Passwords(PasswordEncoder encoder) {
    this.encoder = encoder;
    this.nobodysHash = hash("nobody's password").cache();
  }

  public Mono<String> hash(String password) {
    return Mono.fromSupplier(() -> encoder.encode(password)).subscribeOn(scheduler);
  }

  /** Compares; takes as long when there is no hash, so that the time does not tell. */
  public Mono<Boolean> matches(String password, @Nullable String hash) {
    if (hash == null) {
      return nobodysHash.flatMap(nobodys -> compare(password, nobodys)).thenReturn(false);
    }
    return compare(password, hash);
  }

  private Mono<Boolean> compare(String password, String hash) {
    return Mono.fromSupplier(() -> encoder.matches(password, hash)).subscribeOn(scheduler);
  }

  @Override
  public void destroy() {
    scheduler.dispose();
  }
}
