package io.tollgate.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Who PostgreSQL's programs run as. They refuse to run as root, so root has to become somebody
 * else.
 *
 * @param prefix what stands before a command
 * @param owner whom the server's files have to belong to; empty: they stay whose they are
 */
record ServerAccount(List<String> prefix, OptionalInt owner) {

  private static final int NOBODY = 65534;

  private static final ServerAccount SAME = new ServerAccount(List.of(), OptionalInt.empty());

  /**
   * How root gives up being root, the narrowest first. In a user namespace of its own a process is
   * nobody, while files still know it as their owner. Where containers forbid namespaces it becomes
   * nobody for good. It then needs one capability to reach its files below directories that are
   * closed to others, as the data directory is; containers that withhold the right to read often
   * leave the one to write.
   */
  static final List<ServerAccount> OF_ROOT =
      List.of(
          new ServerAccount(List.of("unshare", "-U"), OptionalInt.of(0)),
          nobodyWith("dac_read_search"),
          nobodyWith("dac_override"));

  /** The first account of this process that can run the program, which is tried out. */
  static ServerAccount thatRuns(String program) {
    return System.getProperty("user.name").equals("root") ? among(OF_ROOT, program) : SAME;
  }

  static ServerAccount among(List<ServerAccount> accounts, String program) {
    return accounts.stream()
        .filter(account -> account.runs(program))
        .findFirst()
        .orElseThrow(() ->
            new PostgresFailure(
                "PostgreSQL does not run as root, and this machine lets root become nobody else"
                    + " (neither unshare -U nor setpriv --reuid does); start Tollgate as another"
                    + " user"));
  }

  ProcessBuilder command(Stream<String> command) {
    var words = new ArrayList<>(prefix);
    command.forEach(words::add);
    return new ProcessBuilder(words);
  }

  /** Makes this account the owner of a directory and of all that is in it. */
  void own(Path directory) throws IOException {
    if (owner.isPresent()) {
      Trees.giveTo(owner.getAsInt(), directory);
    }
  }

  private boolean runs(String program) {
    try {
      return command(Stream.of(program, "--version"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException notInstalled) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PostgresFailure("interrupted", interrupted);
    }
  }

  private static ServerAccount nobodyWith(String capability) {
    return new ServerAccount(
        List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            "--no-new-privs",
            // Without it, the programs' own look for each other (access) would not see the right.
            "--securebits=+no_setuid_fixup",
            "--inh-caps=-all,+" + capability,
            "--ambient-caps=-all,+" + capability),
        OptionalInt.of(NOBODY));
  }
}
