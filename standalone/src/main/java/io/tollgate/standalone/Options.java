package io.tollgate.standalone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

/**
 * What the command line says.
 *
 * @param training whether this run only teaches the JVM's ahead-of-time cache what a start loads
 */
record Options(
    int gatewayPort, int portalPort, int managementPort, Path dataDirectory, boolean training) {

  private static final Options DEFAULTS =
      new Options(8080, 8081, 9090, Path.of(".tollgate"), false);

  /** Reads the arguments; throws {@link StartFailure} for what it does not know. */
  static Options parse(List<String> arguments) {
    var options = DEFAULTS;
    for (int i = 0; i < arguments.size(); i++) {
      var name = arguments.get(i);
      if (name.equals("--train")) {
        options = options.forTraining();
        continue;
      }
      var equals = name.indexOf('=');
      String value;
      if (equals > 0) {
        value = name.substring(equals + 1);
        name = name.substring(0, equals);
      } else if (i + 1 < arguments.size()) {
        value = arguments.get(++i);
      } else {
        throw new StartFailure(
            name + " is unknown or needs a value; ./tollgate help lists the options");
      }
      options = options.with(name, value);
    }
    options.refuseEqualPorts();
    return options;
  }

  /** Throws {@link StartFailure} naming the first port that something else listens on. */
  void refuseTakenPorts() {
    refuseIfTaken("--gateway-port", gatewayPort);
    refuseIfTaken("--portal-port", portalPort);
    refuseIfTaken("--management-port", managementPort);
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--gateway-port" ->
          new Options(port(name, value), portalPort, managementPort, dataDirectory, training);
      case "--portal-port" ->
          new Options(gatewayPort, port(name, value), managementPort, dataDirectory, training);
      case "--management-port" ->
          new Options(gatewayPort, portalPort, port(name, value), dataDirectory, training);
      case "--data-dir" ->
          new Options(gatewayPort, portalPort, managementPort, Path.of(value), training);
      default ->
          throw new StartFailure("there is no option " + name + "; ./tollgate help lists them");
    };
  }

  private Options forTraining() {
    return new Options(gatewayPort, portalPort, managementPort, dataDirectory, true);
  }

  private static int port(String name, String value) {
    try {
      int port = Integer.parseInt(value);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // The line below says it for both.
    }
    throw new StartFailure(name + " needs a port between 1 and 65535, not '" + value + "'");
  }

  private void refuseEqualPorts() {
    if (gatewayPort == portalPort
        || gatewayPort == managementPort
        || portalPort == managementPort) {
      throw new StartFailure("the gateway, the portal and the metrics need a port each");
    }
  }

  private static void refuseIfTaken(String option, int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(port));
    } catch (IOException taken) {
      throw new StartFailure("port " + port + " is taken; choose another with " + option, taken);
    }
  }
}
