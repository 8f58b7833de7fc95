package io.tollgate.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Signal;

class ClientBridgeTests {
  private final ClientBridge bridge =
      new ClientBridge(
          new ClientBridge.Owner() {
            @Override
            public void clientWantsMore() {}

            @Override
            public void clientLeft() {}
          });

  private List<Signal<byte[]>> received() {
    List<Signal<byte[]>> signals = new CopyOnWriteArrayList<>();
    Flux.from(bridge).doOnEach(signals::add).onErrorComplete().subscribe();
    return signals;
  }

  @Test
  void endsCleanlyAfterWhatWaits() {
    bridge.emit(new byte[] {1});
    bridge.complete();
    assertThat(received()).hasSize(2).last().matches(Signal::isOnComplete);
  }

  @Test
  void breaksOffAfterWhatWaitsWhenTheAnswerBroke() {
    bridge.emit(new byte[] {1});
    bridge.fail();
    var signals = received();
    assertThat(signals).hasSize(2);
    assertThat(signals.getFirst().isOnNext()).isTrue();
    assertThat(signals.getLast().getThrowable()).isInstanceOf(BrokenAnswerException.class);
  }
}
