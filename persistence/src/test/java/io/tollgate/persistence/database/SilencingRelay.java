package io.tollgate.persistence.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP relay whose connections can be made to swallow every byte without being closed. */
final class SilencingRelay implements AutoCloseable {

  private final ServerSocket server;
  private final int target;
  private final List<Relayed> connections = new CopyOnWriteArrayList<>();

  private SilencingRelay(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  static SilencingRelay to(int target) throws IOException {
    var relay =
        new SilencingRelay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
    Thread.ofVirtual().start(relay::accept);
    return relay;
  }

  int port() {
    return server.getLocalPort();
  }

  void silenceOpenConnections() {
    connections.forEach(connection -> connection.silent = true);
  }

  private void accept() {
    try {
      while (true) {
        var relayed =
            new Relayed(server.accept(), new Socket(InetAddress.getLoopbackAddress(), target));
        connections.add(relayed);
        Thread.ofVirtual().start(() -> relayed.copy(relayed.client, relayed.server));
        Thread.ofVirtual().start(() -> relayed.copy(relayed.server, relayed.client));
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (var connection : connections) {
      connection.client.close();
      connection.server.close();
    }
  }

  private static final class Relayed {

    private final Socket client;
    private final Socket server;
    private volatile boolean silent;

    Relayed(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void copy(Socket from, Socket to) {
      var buffer = new byte[8192];
      try (from;
          to) {
        for (int read; (read = from.getInputStream().read(buffer)) >= 0; ) {
          if (!silent) {
            to.getOutputStream().write(buffer, 0, read);
          }
        }
      } catch (IOException closed) {
        // The end of the connection.
      }
    }
  }
}
